import { describe, expect, it } from 'vitest'
import { columnTree, shownColumns } from '../../client/grid/column-tree.ts'
import { columnAtX, firstColumnIn, layOut, mostColumnsIn, stretched } from '../../client/grid/geometry.ts'
import { rectsOf } from '../../client/grid/overlay.ts'
import { findRuns } from '../../client/grid/runs.ts'
import type { Column } from '../../shared/tables/structure.ts'

const column = (id: string, facts: Partial<Column> = {}): Column => ({
  id,
  title: id,
  type: 'value',
  fills: 'owner',
  order: id,
  ...facts,
})
const SIZES = { rowHeight: 30, headHeight: 54 }
const COLUMNS = [
  column('category', { type: 'category', frozen: true }),
  column('name', { type: 'text', frozen: true }),
  ...['a', 'b', 'c', 'd'].map(id => column(id)),
]
const layout = layOut(COLUMNS, [80, 120, 100, 50, 100, 100], SIZES)

describe('heads', () => {
  const outline = (columns: readonly Column[]) =>
    JSON.stringify(columnTree(columns), (key, value) =>
      key === 'column' ? value.id : key === 'id' || key === 'kind' ? undefined : value,
    )

  it('neighbours share a head, level by level; a column in between parts it', () => {
    const columns = [
      column('a', { group: 'X\nY' }),
      column('b', { group: 'X' }),
      column('c'),
      column('d', { group: 'X' }),
    ]
    expect(outline(columns)).toBe(
      '[{"title":"X","children":[{"title":"Y","children":[{"column":"a"}]},{"column":"b"}]},{"column":"c"},{"title":"X","children":[{"column":"d"}]}]',
    )
    const groups = columnTree(columns).filter(node => node.kind === 'group')
    expect(new Set(groups.map(group => group.kind === 'group' && group.id)).size).toBe(2)
  })
  it('frozen columns come first, hidden ones not at all', () => {
    expect(
      shownColumns([column('a'), column('b', { hidden: true }), column('c', { frozen: true })]).map(({ id }) => id),
    ).toEqual(['c', 'a'])
  })
})

describe('places', () => {
  it('frozen columns and those that move count from their own left', () => {
    expect(layout.columns.map(({ start }) => start)).toEqual([0, 80, 0, 100, 150, 250])
    expect([layout.frozenWidth, layout.width]).toEqual([200, 550])
    expect(layout.columns.map(({ lead }) => lead)).toEqual([false, true, false, false, false, false])
  })
  it.each([
    [0, 0, 'category'],
    [199, 300, 'name'],
    [200, 0, 'a'],
    [200, 100, 'b'],
    [349, 0, 'b'],
    [350, 0, 'c'],
    [900, 0, undefined],
  ])('at x %i, scrolled by %i, lies %s', (x, scrollLeft, id) => {
    expect(columnAtX(layout, x, scrollLeft)?.column.id).toBe(id)
  })
  it.each([
    [100, 3],
    [50, 2],
    [1_000, 4],
  ])('a view %i px wide never shows more than its pool holds', (width, most) => {
    expect(mostColumnsIn(layout.centre, width)).toBe(most)
    for (let left = 0; left + width <= 350; left++) {
      const first = firstColumnIn(layout.centre, most, left)
      const last = layout.centre[first + most - 1]!
      expect(layout.centre[first]!.start).toBeLessThanOrEqual(left)
      expect(last.start + last.size).toBeGreaterThanOrEqual(Math.min(left + width, 350))
    }
  })
  it('room that is left over is shared out whole, and within reason', () => {
    expect(stretched([100, 100, 100], 400).reduce((a, b) => a + b)).toBe(400)
    expect(stretched([100, 100], 1_000)).toEqual([175, 175])
    expect(stretched([300, 300], 400)).toEqual([300, 300])
  })
})

describe('frames around cells', () => {
  const view = { layout, scrollTop: 60, scrollLeft: 120, width: 400, height: 300 }
  it('a cell that moves is clipped by the pane of what moves', () => {
    expect(rectsOf({ top: 3, bottom: 3, left: 3, right: 3 }, view)).toEqual({
      frozen: null,
      centre: { x: -12, y: 30, width: 42, height: 30 },
    })
  })
  it('a range over both parts has its edge only at its ends', () => {
    const { frozen, centre } = rectsOf({ top: 0, bottom: 99_999, left: 1, right: 4 }, view)
    expect(frozen).toEqual({ x: 80, y: -12, width: 132, height: 324 })
    expect(centre).toEqual({ x: -12, y: -12, width: 142, height: 324 })
  })
  it('what is out of view has none', () => {
    expect(rectsOf({ top: 0, bottom: 1, left: 1, right: 1 }, view)).toEqual({ frozen: null, centre: null })
  })
})

describe('merged cells', () => {
  it('equal neighbours are one run; blank cells are never merged; an outer category parts inner runs', () => {
    const outer = findRuns(6, i => 'AAABBB'[i]!)
    expect([...outer.start]).toEqual([0, 0, 0, 3, 3, 3])
    expect([...outer.end]).toEqual([3, 3, 3, 6, 6, 6])
    const inner = findRuns(6, i => ['x', 'y', 'y', 'y', '', ''][i]!, outer)
    expect([...inner.start]).toEqual([0, 1, 1, 3, 4, 5])
    expect([...inner.end]).toEqual([1, 3, 3, 4, 5, 6])
  })
})
