import { expect, test } from 'vitest'
import { createCommentMarks } from '../../client/comments/comment-marks.ts'
import type { CellRef } from '../../shared/document/table-view.ts'

const cell = (at: string): CellRef => ({ row: at.split('/')[0]!, column: at.split('/')[1]! })

test('only the cells that gained or lost their mark are painted anew', () => {
  const marks = createCommentMarks()
  const told: string[][] = []
  marks.subscribe(cells => told.push(cells.map(({ row, column }) => `${row}/${column}`)))
  for (const now of [['a/x', 'b/x'], ['b/x', 'a/x', 'a/x'], ['b/x', 'b/y'], []]) marks.set(now.map(cell))
  expect(told).toEqual([
    ['a/x', 'b/x'],
    ['b/y', 'a/x'],
    ['b/x', 'b/y'],
  ])
  marks.set([cell('b/y')])
  expect([marks.has('b', 'y'), marks.has('b', 'x')]).toEqual([true, false])
})
