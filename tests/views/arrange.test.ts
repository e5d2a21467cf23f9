import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { arrange } from '../../shared/views/arrange.ts'
import { dictionaryKeys } from '../../shared/views/dictionary-order.ts'
import { filterRows } from '../../shared/views/filter-rows.ts'
import { figuresOver } from '../../shared/views/group-rows.ts'
import { sortRows } from '../../shared/views/sort-rows.ts'
import { typedValue } from '../../shared/views/typed-value.ts'
import type { ViewSource } from '../../shared/views/view-source.ts'
import { fitted, goneFrom, PLAIN_VIEW, type ViewFilter, viewSpec } from '../../shared/views/view-spec.ts'

/** Rows as objects; `v` holds planning values in 亩, the others hold words. */
function sourceOf(rows: readonly Readonly<Record<string, Scalar>>[], parts: readonly number[] = []): ViewSource {
  return {
    size: rows.length,
    columns: [...new Set(rows.flatMap(row => Object.keys(row)))],
    text: (row, column) => String(rows[row]?.[column] ?? ''),
    column: id => ({ at: row => typedValue(rows[row]?.[id] ?? null, id === 'v' ? 'value' : 'text') }),
    unit: (_, column) => (column === 'v' ? '亩' : null),
    own: row => row % 2 === 0,
    changed: row => row === 1,
    commented: () => false,
    counted: row => !parts.includes(row),
  }
}

const names = (source: ViewSource, rows: Int32Array, column = 'v') => [...rows].map(row => source.text(row, column))

describe('[VIEW-3] [VIEW-4] sorting', () => {
  const values = ['8左右', '——', null, 12, '500亩', '0.05万亩', '保持稳定', '8:41:51', '3—5', -2, '≥95', '']
  const source = sourceOf(values.map(v => ({ v })))
  test.each([
    ['up', ['-2', '8左右', '12', '≥95', '500亩', '0.05万亩', '8:41:51', '3—5', '保持稳定', '——', '', '']],
    ['down', ['——', '保持稳定', '3—5', '8:41:51', '500亩', '0.05万亩', '≥95', '12', '8左右', '-2', '', '']],
  ] as const)('%s: figures by what they amount to, blanks last', (direction, expected) => {
    const sorted = sortRows(source, filterRows(source, []), [{ column: 'v', direction }])
    expect(names(source, sorted)).toEqual(expected)
  })
  test('words by pinyin: 财政 (cai) before 地区 (di) before 粮食 (liang), latin before Han', () => {
    const words = ['粮食', 'GDP', '地区', '财政', '10', '财产']
    const order = sourceOf(words.map(n => ({ n })))
    const sorted = sortRows(order, filterRows(order, []), [{ column: 'n', direction: 'up' }])
    expect(names(order, sorted, 'n')).toEqual(['10', 'GDP', '财产', '财政', '地区', '粮食'])
  })
  test('several keys, the first weighs most', () => {
    const rows = [
      { n: '乙', v: 1 },
      { n: '甲', v: 2 },
      { n: '乙', v: 0 },
      { n: '甲', v: 1 },
    ]
    const two = sourceOf(rows)
    const sorted = sortRows(two, filterRows(two, []), [
      { column: 'n', direction: 'up' },
      { column: 'v', direction: 'down' },
    ])
    expect([...sorted]).toEqual([1, 3, 0, 2])
  })
  test('[VIEW-8] stable, complete, the same a second time; downwards mirrors upwards but for blanks and equals', () => {
    const value = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom<Scalar>(null, '——', '8左右', '8以上', '甲', '乙', 'x', 'X', '1:2', '3—5', true),
    )
    fc.assert(
      fc.property(fc.array(fc.record({ v: value, n: value }), { maxLength: 40 }), rows => {
        const any = sourceOf(rows)
        const sort = [{ column: 'v', direction: 'up' } as const]
        const once = sortRows(any, filterRows(any, []), sort)
        expect([...once].sort((a, b) => a - b)).toEqual(rows.map((_, at) => at))
        expect([...sortRows(any, once, sort)]).toEqual([...once])
        const texts = names(any, once)
        const equal = (a: number, b: number) => texts[a] === texts[b]
        for (let at = 1; at < once.length; at++) if (equal(at - 1, at)) expect(once[at - 1]).toBeLessThan(once[at]!)
        const blanks = texts.indexOf('')
        if (blanks >= 0) expect(texts.slice(blanks).every(text => text === '')).toBe(true)
      }),
      { seed: 20_261_127, numRuns: 300 },
    )
  })
  test('[VIEW-4] keys order as the dictionary orders single characters, and never differ between peers', () => {
    const collator = new Intl.Collator('zh-CN')
    const characters = [...'章贡区规模以上工业增加值地一般公共预算收入零售额出口粮食']
    const keys = dictionaryKeys(characters)
    for (let a = 0; a < characters.length; a++)
      for (let b = 0; b < characters.length; b++)
        expect(Math.sign(keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : 0)).toBe(
          Math.sign(collator.compare(characters[a]!, characters[b]!)),
        )
  })
})

describe('[VIEW-2] filters', () => {
  const rows = [
    { n: '规模以上工业', v: '500亩' },
    { n: 'ＧＤＰ增速', v: '0.1万亩' },
    { n: '', v: '——' },
    { n: 'gdp', v: 700 },
    { n: null, v: '800左右' },
  ]
  const source = sourceOf(rows)
  const cases: readonly (readonly [string, ViewFilter, readonly number[]])[] = [
    ['values', { kind: 'values', column: 'n', values: ['gdp', ''] }, [2, 3, 4]],
    ['no value at all', { kind: 'values', column: 'n', values: [] }, []],
    ['contains, whatever case and width', { kind: 'text', column: 'n', test: 'contains', text: 'gdp' }, [1, 3]],
    ['contains not', { kind: 'text', column: 'n', test: 'contains-not', text: 'gdp' }, [0, 2, 4]],
    ['begins', { kind: 'text', column: 'n', test: 'begins', text: '规模' }, [0]],
    ['ends', { kind: 'text', column: 'n', test: 'ends', text: '工业' }, [0]],
    ['equals', { kind: 'text', column: 'n', test: 'equals', text: 'GDP' }, [3]],
    ['blank', { kind: 'blank', column: 'n', blank: true }, [2, 4]],
    ['not blank', { kind: 'blank', column: 'v', blank: false }, [0, 1, 2, 3, 4]],
    ['figures in the unit of the cell', { kind: 'figure', column: 'v', test: '>', figure: 699 }, [1, 3, 4]],
    ['between, either way round', { kind: 'figure', column: 'v', test: 'between', figure: 800, to: 500 }, [0, 3, 4]],
    ['what is no figure differs from all', { kind: 'figure', column: 'v', test: '<>', figure: 500 }, [1, 2, 3, 4]],
    ['equal', { kind: 'figure', column: 'v', test: '=', figure: 1000 }, [1]],
    ['own', { kind: 'row', test: 'own' }, [0, 2, 4]],
    ['changed', { kind: 'row', test: 'changed' }, [1]],
    ['with errors', { kind: 'row', test: 'error' }, []],
  ]
  test.each(cases)('%s', (_, filter, expected) => {
    const kept = filterRows(source, [filter])
    expect([...kept]).toEqual(expected)
    expect([...filterRows(source, [filter], kept)]).toEqual(expected)
  })
  test('several are joined by and', () => {
    const kept = filterRows(source, [cases[2]![1], { kind: 'figure', column: 'v', test: '<', figure: 900 }])
    expect([...kept]).toEqual([3])
  })
})

describe('[VIEW-5] [VIEW-6] groups', () => {
  test('in the order of their first rows; no row is counted twice; the sums of all are the whole', () => {
    const rows = [
      { g: '综合', v: 1000 },
      { g: '综合', v: '400左右' },
      { g: '创新', v: 3 },
      { g: '', v: 7 },
      { g: '创新', v: '——' },
    ]
    const source = sourceOf(rows, [1])
    const { groups, rows: shown } = arrange(source, { ...PLAIN_VIEW, group: 'g' })
    expect(groups?.map(({ key, rows: own }) => [key, [...own], figuresOver(source, own, 'v')])).toEqual([
      ['综合', [0, 1], { sum: 1000, numbers: 1 }],
      ['创新', [2, 4], { sum: 3, numbers: 1 }],
      ['', [3], { sum: 7, numbers: 1 }],
    ])
    expect([...shown]).toEqual([0, 1, 2, 4, 3])
    expect(figuresOver(source, shown, 'v').sum).toBe(1010)
  })
})

describe('[VIEW-1] what a view may name', () => {
  test('a column that is gone does nothing and is told', () => {
    const spec = viewSpec.parse({
      sort: [{ column: 'gone', direction: 'up' }],
      filters: [{ kind: 'blank', column: 'gone', blank: true }],
      group: 'lost',
      hidden: ['a'],
      widths: { gone: 100, a: 80 },
    })
    expect(goneFrom(spec, ['a', 'b'])).toEqual(['gone', 'lost'])
    expect(fitted(spec, ['a', 'b'])).toEqual({ ...PLAIN_VIEW, hidden: ['a'], widths: { a: 80 } })
  })
  test.each([
    ['a sort by nothing', { sort: [{ column: '', direction: 'up' }] }],
    ['a direction of its own', { sort: [{ column: 'a', direction: 'sideways' }] }],
    ['too many values', { filters: [{ kind: 'values', column: 'a', values: new Array(10_001).fill('x') }] }],
    ['a width of nothing', { widths: { a: 0 } }],
    ['no figure', { filters: [{ kind: 'figure', column: 'a', test: '>', figure: Number.NaN }] }],
  ])('refused: %s', (_, spec) => {
    expect(viewSpec.safeParse(spec).success).toBe(false)
  })
})
