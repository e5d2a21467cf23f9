import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Target } from '../../client/grid/block-writes.ts'
import { fillDownTo, fillRegion, fillRegionPlan, seriesWithin } from '../../client/grid/fills/fill-plan.ts'
import { type FillAs, lineFrom } from '../../client/grid/fills/series.ts'
import type { Scalar } from '../../shared/core/scalar.ts'

const next = (source: readonly Scalar[], count: number, as: FillAs = 'natural') =>
  Array.from({ length: count }, (_, i) => lineFrom(source, as)(source.length + i))
const before = (source: readonly Scalar[], count: number) =>
  Array.from({ length: count }, (_, i) => lineFrom(source, 'natural')(-1 - i))

describe('a line of cells goes on', () => {
  it.each<[readonly Scalar[], readonly Scalar[]]>([
    // figures
    [[5], [5, 5, 5]],
    [
      [1, 2],
      [3, 4, 5],
    ],
    [
      [0.1, 0.2],
      [0.3, 0.4, 0.5],
    ],
    [
      [100, 90],
      [80, 70, 60],
    ],
    [
      ['10.0', '10.5'],
      ['11.0', 11.5, '12.0'],
    ],
    [
      [26.4, 13.6],
      [0.8, -12, -24.8],
    ],
    [
      [9007199254740, 9007199254741],
      [9007199254742, 9007199254743, 9007199254744],
    ],
    [['01'], ['02', '03', '04']],
    [['099'], [100, 101, 102]],
    [
      [1, 2, 4],
      [5.33, 6.83, 8.33],
    ],
    // planning values are values, not labels
    [['7.8左右'], ['7.8左右', '7.8左右']],
    [['90%以上'], ['90%以上', '90%以上']],
    [
      ['90%以上', '92%以上'],
      ['94%以上', '96%以上'],
    ],
    [
      ['≥8.5%', '≥9.0%'],
      ['≥9.5%', '≥10.0%'],
    ],
    // times
    [['一月'], ['二月', '三月', '四月']],
    [['11月'], ['12月', '1月', '2月']],
    [['十一月'], ['十二月', '一月']],
    [
      ['1月', '4月'],
      ['7月', '10月', '1月'],
    ],
    [['一季度'], ['二季度', '三季度', '四季度', '一季度']],
    [['第三季度'], ['第四季度', '第一季度']],
    [['Q3'], ['Q4', 'Q1']],
    [['2024年'], ['2025年', '2026年']],
    [['2024年度'], ['2025年度']],
    [
      ['2020年', '2025年'],
      ['2030年', '2035年'],
    ],
    [['2024年11月'], ['2024年12月', '2025年1月']],
    [['2024年四季度'], ['2025年一季度', '2025年二季度']],
    [['2024年第四季度'], ['2025年第一季度']],
    [['2024年上半年'], ['2024年下半年', '2025年上半年']],
    [['2024-12-31'], ['2025-01-01', '2025-01-02']],
    [['2024/2/28'], ['2024/2/29', '2024/3/1']],
    [['2024年2月28日'], ['2024年2月29日', '2024年3月1日']],
    [
      ['2024-01-31', '2024-02-29'],
      ['2024-03-31', '2024-04-30'],
    ],
    [
      ['2024-01-15', '2024-02-15'],
      ['2024-03-15', '2024-04-15'],
    ],
    [['星期六'], ['星期日', '星期一']],
    [['癸'], ['甲']],
    // labels
    [['第1批'], ['第2批', '第3批']],
    [['项目07'], ['项目08', '项目09', '项目10']],
    [['第九批'], ['第十批', '第十一批', '第十二批']],
    [['（二）'], ['（三）', '（四）']],
    [['二十、'], ['二十一、']],
    // what is no list item is repeated
    [['一般公共预算收入'], ['一般公共预算收入']],
    [
      ['市发改委', '市工信局'],
      ['市发改委', '市工信局', '市发改委'],
    ],
    [
      [1, null],
      [1, null, 1],
    ],
    [
      [1, '二月'],
      [1, '二月'],
    ],
    [['——'], ['——']],
    [['2024-02-30'], ['2024-02-31']],
  ])('%j is followed by %j', (source, expected) => {
    expect(next(source, expected.length)).toEqual(expected)
  })

  it.each<[readonly Scalar[], readonly Scalar[]]>([
    [['一月'], ['十二月', '十一月']],
    [
      [3, 4],
      [2, 1, 0, -1],
    ],
    [['2024年1月'], ['2023年12月']],
    [['第2批'], ['第1批', '第0批', '第1批']],
    [
      ['市发改委', '市工信局'],
      ['市工信局', '市发改委'],
    ],
  ])('%j is preceded by %j', (source, expected) => {
    expect(before(source, expected.length)).toEqual(expected)
  })

  it.each<[readonly Scalar[], readonly Scalar[]]>([
    [[5], [6, 7]],
    [
      [1, 2],
      [1, 2, 1],
    ],
    [['一月'], ['一月']],
    [['90%以上'], ['91%以上']],
    [['市发改委'], ['市发改委']],
  ])('with Ctrl, %j is followed by %j', (source, expected) => {
    expect(next(source, expected.length, 'other')).toEqual(expected)
  })

  it('any two decimals of up to 6 places go on exactly, as digits and not as doubles', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 2, max: 50 }),
        (a, b, decimals, place) => {
          const scale = 10 ** decimals
          const got = lineFrom([a / scale, b / scale], 'natural')(place)
          expect(Number(got)).toBe(Number((BigInt(a) + (BigInt(b) - BigInt(a)) * BigInt(place)).toString()) / scale)
        },
      ),
      { seed: 20261127, numRuns: 500 },
    )
  })
})

/** Column 2 computes itself, column 3 is somebody else's. */
const sheetOf = (cells: readonly (readonly Scalar[])[]): Target => ({
  rows: cells.length,
  columns: 4,
  value: ({ row, at }) => cells[row]?.[at] ?? null,
  isCategory: () => false,
  decide: ({ at }) =>
    at === 2
      ? { allowed: false, reason: 'column-is-computed' }
      : at === 3
        ? { allowed: false, reason: 'row-of-other-department' }
        : { allowed: true, reason: 'own-row' },
})
const box = (top: number, left: number, bottom = top, right = left) => ({ top, bottom, left, right })

describe('where a fill goes', () => {
  it.each([
    [box(1, 1), { row: 3, at: 1 }, box(2, 1, 3, 1), 'row', false],
    [box(3, 1), { row: 1, at: 1 }, box(1, 1, 2, 1), 'row', true],
    [box(1, 0), { row: 1, at: 2 }, box(1, 1, 1, 2), 'column', false],
    [box(1, 2), { row: 1, at: 0 }, box(1, 0, 1, 1), 'column', true],
    [box(1, 0, 2, 1), { row: 5, at: 3 }, box(3, 0, 5, 1), 'row', false],
  ])('from %j to %j it is %j', (source, to, region, axis, backwards) => {
    expect(fillRegion(source, to)).toEqual({ box: region, axis, backwards })
  })
  it('is nowhere while the pointer stays within', () => {
    expect(fillRegion(box(1, 0, 2, 1), { row: 2, at: 0 })).toBeNull()
  })
  it('by a double press reaches as far down as the cells beside it are filled', () => {
    const filled = new Set(['1:0', '2:0', '3:0', '5:0'])
    const isBlank = ({ row, at }: { row: number; at: number }) => !filled.has(`${row}:${at}`)
    expect(fillDownTo(box(1, 1), 9, 3, isBlank)).toBe(3)
    expect(fillDownTo(box(5, 1), 9, 3, isBlank)).toBeNull()
  })
})

describe('a filled region', () => {
  const cells = [
    [1, '一月', null, 9],
    [2, '二月', null, null],
    [null, null, null, null],
    [null, null, null, null],
  ]
  it('goes on column by column, leaves computed columns alone and counts what is refused', () => {
    const made = fillRegionPlan(
      sheetOf(cells),
      box(0, 0, 1, 3),
      { box: box(2, 0, 3, 3), axis: 'row', backwards: false },
      'natural',
    )
    expect(made.writes.map(({ spot, value }) => [spot.row, spot.at, value])).toEqual([
      [2, 0, 3],
      [2, 1, '三月'],
      [3, 0, 4],
      [3, 1, '四月'],
    ])
    expect([...made.skipped]).toEqual([['row-of-other-department', 1]])
    expect(made.box).toEqual(box(0, 0, 3, 3))
  })
  it('upwards it counts down towards the source', () => {
    const made = fillRegionPlan(
      sheetOf([[null], [null], [7], [8]]),
      box(2, 0, 3, 0),
      { box: box(0, 0, 1, 0), axis: 'row', backwards: true },
      'natural',
    )
    expect(made.writes.map(({ value }) => value)).toEqual([5, 6])
  })
  it('as a series within the selection goes on from what is filled, a single figure by ones', () => {
    const made = seriesWithin(
      sheetOf([
        [1, '甲'],
        [null, null],
        [null, null],
      ]),
      box(0, 0, 2, 1),
    )
    expect(made?.writes.map(({ value }) => value)).toEqual([2, 3, '乙', '丙'])
  })
})
