import { describe, expect, it } from 'vitest'
import { clearPlan, fillDownPlan, type Plan, pastePlan, type Target } from '../../client/grid/block-writes.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { Decision } from '../../shared/permissions/can.ts'

/** Column 0 is a category; column 2 belongs to somebody else; column 3 is computed. */
const target: Target = {
  rows: 4,
  columns: 4,
  value: ({ row, at }): Scalar => (at === 3 ? null : row * 10 + at),
  isCategory: at => at === 0,
  decide: ({ at }): Decision =>
    at === 2
      ? { allowed: false, reason: 'row-of-other-department' }
      : at === 3
        ? { allowed: false, reason: 'column-is-computed' }
        : { allowed: true, reason: 'own-row' },
}
const cell = (row: number, at: number) => ({ top: row, bottom: row, left: at, right: at })
const written = ({ writes }: Plan) => writes.map(({ spot, value }) => [spot.row, spot.at, value])

describe('paste', () => {
  it('comes down with its corner on the selection, numbers as numbers', () => {
    expect(
      written(
        pastePlan(
          target,
          [
            ['5', '8左右'],
            ['', '6.0'],
          ],
          cell(1, 0),
        ),
      ),
    ).toEqual([
      [1, 0, 5],
      [1, 1, '8左右'],
      [2, 0, null],
      [2, 1, '6.0'],
    ])
  })
  it('leaves out what one may not write, by reason', () => {
    const plan = pastePlan(target, [['1', '2', '3']], cell(0, 1))
    expect(written(plan)).toEqual([])
    expect([...plan.skipped]).toEqual([['column-is-computed', 1]])
    expect([...pastePlan(target, [['7', '8', '9']], cell(0, 1)).skipped]).toEqual([
      ['row-of-other-department', 1],
      ['column-is-computed', 1],
    ])
  })
  it('counts what lies beyond the table', () => {
    const plan = pastePlan(
      target,
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
      cell(3, 3),
    )
    expect(plan.clipped).toEqual({ rows: 2, columns: 1 })
    expect(plan.box).toEqual(cell(3, 3))
  })
  it.each([
    ['a single value fills', [['x']], { top: 0, bottom: 1, left: 0, right: 1 }, 4],
    ['a block repeats over an exact multiple', [['x', 'y']], { top: 0, bottom: 3, left: 0, right: 1 }, 8],
    ['any other selection is only a corner', [['x'], ['y']], { top: 0, bottom: 2, left: 0, right: 0 }, 2],
  ])('%s', (_, block, box, count) => {
    expect(pastePlan(target, block, box).writes).toHaveLength(count)
  })
  it('reads a merged category on downwards, and blanks under any other merged cell', () => {
    expect(
      written(
        pastePlan(
          target,
          [
            ['类', 'a'],
            [null, null],
          ],
          cell(0, 0),
        ),
      ),
    ).toEqual([
      [0, 0, '类'],
      [0, 1, 'a'],
      [1, 0, '类'],
      [1, 1, null],
    ])
  })
  it('counts a text that cannot be stored instead of breaking it', () => {
    const plan = pastePlan(target, [['\uD800', 'ok']], cell(0, 0))
    expect(plan.unstorable).toBe(1)
    expect(written(plan)).toEqual([[0, 1, 'ok']])
  })
})

it('clearing writes null where something is, and only there', () => {
  const blank: Target = { ...target, value: ({ row }) => (row === 0 ? null : 5) }
  expect(written(clearPlan(blank, { top: 0, bottom: 1, left: 0, right: 0 }))).toEqual([[1, 0, null]])
})

it('fills down from the first row, or from the row above one row', () => {
  expect(written(fillDownPlan(target, { top: 1, bottom: 3, left: 1, right: 1 })!)).toEqual([
    [2, 1, 11],
    [3, 1, 11],
  ])
  expect(written(fillDownPlan(target, cell(2, 1))!)).toEqual([[2, 1, 11]])
  expect(fillDownPlan(target, cell(0, 1))).toBeNull()
})
