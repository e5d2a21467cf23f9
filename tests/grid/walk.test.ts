import { describe, expect, it } from 'vitest'
import { boxOf, type Selection, type Spot, selectBox, selectOne } from '../../client/grid/selection.ts'
import { type Ground, goTo, move, walk } from '../../client/grid/walk.ts'

/** `.` blank, letters filled; a column of `|` belongs to the cell above it. */
const groundOf = (...lines: readonly string[]): Ground => {
  const at = ({ row, at: column }: Spot) => lines[row]?.[column]
  return {
    rows: lines.length,
    columns: lines[0]!.length,
    isBlank: spot => at(spot) === '.',
    runAt: ({ row, at: column }) => {
      let start = row
      while (start > 0 && lines[start]![column] === '|') start--
      let end = row + 1
      while (end < lines.length && lines[end]![column] === '|') end++
      return { start, end }
    },
  }
}
const PLAIN = groundOf('abcd', 'e..f', 'g..h', 'ijkl')
const MERGED = groundOf('Aa', '|b', '|c', 'Bd')
const spot = (row: number, at: number): Spot => ({ row, at })
const place = ({ active }: Selection) => [active.row, active.at]

describe('arrows', () => {
  it.each([
    ['row', 1, false, [2, 1]],
    ['row', -1, false, [0, 1]],
    ['column', 1, false, [1, 2]],
    ['column', -1, false, [1, 0]],
    ['row', 1, true, [3, 1]],
    ['row', -1, true, [0, 1]],
    ['column', 1, true, [1, 3]],
    ['column', -1, true, [1, 0]],
  ] as const)('from a blank cell by %s %i, jumping %s', (axis, step, jump, expected) => {
    expect(place(move(PLAIN, selectOne(spot(1, 1)), { axis, step, extend: false, jump }))).toEqual(expected)
  })

  it.each([
    [spot(0, 0), 'row', 1, [3, 0]],
    [spot(0, 0), 'column', 1, [0, 3]],
    [spot(1, 0), 'column', 1, [1, 3]],
    [spot(3, 3), 'row', -1, [0, 3]],
    [spot(0, 0), 'row', -1, [0, 0]],
  ] as const)(
    'jumps from %o by %s %i to the edge of the filled block or over the gap',
    (from, axis, step, expected) => {
      expect(place(move(PLAIN, selectOne(from), { axis, step, extend: false, jump: true }))).toEqual(expected)
    },
  )

  it.each([
    [spot(0, 0), 1, [3, 0]],
    [spot(1, 0), 1, [3, 0]],
    [spot(2, 0), -1, [0, 0]],
    [spot(3, 0), -1, [2, 0]],
    [spot(1, 1), 1, [2, 1]],
  ] as const)('a merged cell counts as one: from %o by %i', (from, step, expected) => {
    expect(place(move(MERGED, selectOne(from), { axis: 'row', step, extend: false, jump: false }))).toEqual(expected)
  })

  it('with shift the range grows from the active cell, and shrinks again', () => {
    const once = move(PLAIN, selectOne(spot(1, 1)), { axis: 'row', step: 1, extend: true, jump: false })
    const twice = move(PLAIN, once, { axis: 'column', step: -1, extend: true, jump: false })
    expect(boxOf(twice)).toEqual({ top: 1, bottom: 2, left: 0, right: 1 })
    expect(twice.active).toEqual(spot(1, 1))
    expect(boxOf(move(PLAIN, twice, { axis: 'row', step: -1, extend: true, jump: false }))).toEqual({
      top: 1,
      bottom: 1,
      left: 0,
      right: 1,
    })
  })

  it('stays in the table', () => {
    expect(place(goTo(PLAIN, selectOne(spot(1, 1)), spot(99, -5), false))).toEqual([3, 0])
  })
})

describe('Enter and Tab', () => {
  const walkOn = (from: Selection, ...keys: readonly (readonly ['row' | 'column', 1 | -1])[]) =>
    keys.reduce((selection, [axis, step]) => walk(PLAIN, selection, axis, step), from)

  it('Enter after a walk by Tab goes back under its start', () => {
    expect(place(walkOn(selectOne(spot(0, 1)), ['column', 1], ['column', 1], ['row', 1]))).toEqual([1, 1])
  })
  it('without a walk Enter goes straight down', () => {
    expect(place(walkOn(selectOne(spot(0, 1)), ['row', 1]))).toEqual([1, 1])
  })
  it('walks round a selected range and leaves it selected', () => {
    const range = selectBox({ top: 0, bottom: 1, left: 1, right: 2 })
    const places = [1, 2, 3, 4].map(n =>
      place(walkOn(range, ...Array.from({ length: n }, () => ['column', 1] as const))),
    )
    expect(places).toEqual([
      [0, 2],
      [1, 1],
      [1, 2],
      [0, 1],
    ])
    expect(place(walkOn(range, ['row', 1], ['row', 1]))).toEqual([0, 2])
    expect(place(walkOn(range, ['row', -1]))).toEqual([1, 2])
    expect(boxOf(walkOn(range, ['row', 1]))).toEqual(boxOf(range))
  })
})
