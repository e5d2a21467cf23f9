import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { differingRows } from '../../shared/document/differing-rows.ts'
import { Edition } from '../../shared/document/edition.ts'
import { TableModel } from '../../shared/document/table-model.ts'

const COLUMNS = ['a', 'b', 'c']
const scalar = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constant(null), fc.constant('x'))
const grid = (rows: number) =>
  fc.array(fc.array(scalar, { minLength: rows, maxLength: rows }), { minLength: 3, maxLength: 3 })

const edition = (values: readonly (readonly Scalar[])[], count: number, missing: readonly boolean[]) =>
  new Edition({
    table: 't',
    seq: 1,
    parent: null,
    structure: new Map(),
    rows: Array.from({ length: count }, (_, at) => `r${at}`),
    rowFacts: new Map(),
    // a column that nobody ever filled is not stored
    cells: new Map(COLUMNS.flatMap((id, at) => (missing[at] ? [] : [[id, values[at]!.slice(0, count)] as const]))),
  })

test('every row that differs in a column is among them, and none where nothing was touched', () => {
  fc.assert(
    fc.property(
      grid(12),
      grid(12),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 14 }), fc.constantFrom(...COLUMNS), scalar), { maxLength: 6 }),
      (before, after, beforeCount, afterCount, missing, laid) => {
        const base = new TableModel(edition(before, beforeCount, missing))
        const now = new TableModel(edition(after, afterCount, [false, false, false]))
        for (const [row, column, value] of laid) now.set('cells', `r${row}:${column}`, value)
        const found = differingRows(base, now, COLUMNS)
        expect(found === null).toBe(afterCount < beforeCount)
        if (found === null) return
        for (let row = 0; row < 15; row++)
          if (COLUMNS.some(column => base.cell(`r${row}`, column) !== now.cell(`r${row}`, column)) && row < afterCount)
            expect([row, found.has(`r${row}`)]).toEqual([row, true])
        const same = new TableModel(base.edition)
        expect(differingRows(base, same, COLUMNS)!.size).toBe(0)
      },
    ),
    { seed: 20261127, numRuns: 400 },
  )
})

test('two tables have no rows in common places: every row is to be looked at', () => {
  const one = new TableModel(edition([[1], [1], [1]], 1, [false, false, false]))
  const other = new TableModel(
    new Edition({
      ...one.edition,
      rows: ['other'],
      cells: one.edition.cells,
      rowFacts: new Map(),
      structure: new Map(),
    }),
  )
  expect(differingRows(one, other, COLUMNS)).toBeNull()
})
