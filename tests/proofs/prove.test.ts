import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { countFindings, inProofOrder } from '../../shared/proofs/finding.ts'
import { proofTable } from '../../shared/proofs/proof-table.ts'
import { proveAcross, proveWithin, rulesOf } from '../../shared/proofs/prove.ts'
import type { ProofRule } from '../../shared/proofs/table-proofs.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import { modelOf } from '../support/model-of.ts'

type Line = readonly [name: string, ...figures: Scalar[]]
interface Options {
  readonly notes?: string
  readonly proofs?: string
  readonly titles?: readonly string[]
}

/** A table of named rows with a column of values for each title. */
function tableOf(lines: readonly Line[], { notes, proofs, titles = ['2025年'] }: Options = {}) {
  const definition: TableDefinition = {
    name: 'small',
    kind: 'indicator',
    section: '',
    position: 0,
    facts: { title: '小表', phase: 'drafting', notes, proofs },
    columns: [
      { id: 'name', title: '指标', type: 'text', fills: 'planning' },
      { id: 'group', title: '分组', type: 'text', fills: 'planning' },
      ...titles.map((title, at) => ({ id: `c${at}`, title, type: 'value', fills: 'owner' }) as const),
    ],
    rows: lines.map(([name, ...figures], at) => ({
      id: `r${at}`,
      owner: null,
      cells: {
        name: name.split('@')[0]!,
        group: name.split('@')[1] ?? null,
        ...Object.fromEntries(figures.map((figure, column) => [`c${column}`, figure])),
      },
    })),
  }
  return proofTable('t-small', modelOf(definition))
}

const said = (lines: readonly Line[], options?: Options) =>
  proveWithin(tableOf(lines, options)).map(({ rule, status, reason }) => [rule, status, reason.code].join(' '))

describe('control totals', () => {
  const CHAIN: ProofRule = { rule: 'total', columns: ['c0'], total: '营收', of: ['甲', '乙', '丙'] }
  test.each<[string, readonly Line[], string | undefined, readonly string[]]>([
    [
      '400+400+200=1000',
      [
        ['营收', 1000],
        ['甲', 400],
        ['乙', 400],
        ['丙', 200],
      ],
      JSON.stringify([CHAIN]),
      ['total agrees plain'],
    ],
    [
      '400+400+300≠1000',
      [
        ['营收', 1000],
        ['甲', 400],
        ['乙', 400],
        ['丙', 300],
      ],
      JSON.stringify([CHAIN]),
      ['total differs sum-off'],
    ],
    [
      'a blank among them',
      [
        ['营收', 1000],
        ['甲', 400],
        ['乙', null],
        ['丙', 300],
      ],
      JSON.stringify([CHAIN]),
      ['total cannot-say inputs-missing'],
    ],
    [
      'a row that is gone',
      [
        ['营收', 1000],
        ['甲', 400],
      ],
      JSON.stringify([CHAIN]),
      [],
    ],
    [
      '合计',
      [
        ['甲', 1],
        ['乙', 2],
        ['合计', 3],
      ],
      undefined,
      ['total agrees plain'],
    ],
    [
      '小计 and 总计',
      [
        ['甲', 1],
        ['小计', 1],
        ['乙', 2],
        ['丙', 3],
        ['小计', 5],
        ['总计', 6],
      ],
      undefined,
      ['total agrees plain', 'total agrees plain', 'total agrees plain'],
    ],
    [
      '其中 counted twice',
      [
        ['甲', 10],
        ['其中:工业', 4],
        ['合计', 14],
      ],
      undefined,
      ['part agrees within', 'total differs counted-twice'],
    ],
    [
      'one left out',
      [
        ['甲', 10],
        ['乙', 4],
        ['丙', 5],
        ['合计', 15],
      ],
      undefined,
      ['total differs left-out'],
    ],
    [
      'rounded parts',
      [
        ['甲', '33.3'],
        ['乙', '33.3'],
        ['丙', '33.3'],
        ['合计', 100],
      ],
      undefined,
      ['total agrees rounded-parts'],
    ],
  ])('%s', (_, lines, proofs, expected) => {
    expect(said(lines, proofs === undefined ? {} : { proofs })).toEqual(expected)
  })
})

describe('counts in notes', () => {
  const rows: readonly Line[] = [['甲'], ['乙@丙组'], ['丙@丙组'], ['丁@丙组']]
  test.each([
    ['共4个指标', ['count agrees plain']],
    ['共２个指标(丙组的3项计为1个)', ['count agrees counted-as-one']],
    ['共2个指标', ['count differs maybe-counted-as-one']],
    ['共3个指标', ['count differs count-off']],
    ['数据为预计数', []],
  ])('%s', (notes, expected) => {
    expect(said(rows, { notes })).toEqual(expected)
  })
})

describe('found without being declared', () => {
  const titles = ['2020年基期值', '2025年目标值', '年均增长(%)']
  test('growth, by the years in the titles', () => {
    expect(
      said(
        [
          ['产值', 100, 161.05, '10'],
          ['面积', 10, 12, '[2]'],
          ['人口', 10, '——', '5'],
        ],
        { titles },
      ),
    ).toEqual(['growth agrees plain', 'growth agrees plain', 'growth cannot-say inputs-missing'])
  })
  test('completion, and the rounding that gives it', () => {
    const progress = { titles: ['全年计划', '累计完成', '完成率(%)'] }
    expect(
      said(
        [
          ['投资', 83.19, 58.33, '70.11'],
          ['开工', 23, 22, '95.65'],
          ['路', 8, 1, '13'],
        ],
        progress,
      ),
    ).toEqual(['completion agrees rounding-truncate', 'completion agrees plain', 'completion agrees plain'])
  })
  test('shares, but not every ratio', () => {
    expect(
      said([
        ['三产', '10:54:36'],
        ['三产', '10:54:30'],
        ['比分', '16:9'],
        ['三分', '33.3:33.3:33.3'],
      ]),
    ).toEqual(['ratio agrees plain', 'ratio differs sum-off', 'ratio agrees rounded-parts'])
  })
})

describe('declared rules', () => {
  const names = (proofs: string) => rulesOf(tableOf([['甲', 1]], { proofs }).view.structure).map(({ rule }) => rule)
  test.each(['', 'no JSON', '{}', '[{"rule":"growth"}]', '[{"rule":"__proto__"}]', '[[[[['])(
    '%s is none, and hides nothing that is found anyway',
    proofs => {
      expect(names(proofs)).toEqual(['ratio', 'part', 'total'])
    },
  )
  test('stand in for those that would be found', () => {
    expect(names('[{"rule":"ratio","columns":["c9"]}]')).toEqual(['ratio', 'part', 'total'])
    expect(rulesOf(tableOf([], { proofs: '[{"rule":"ratio","columns":["c9"]}]' }).view.structure)[0]).toEqual({
      rule: 'ratio',
      columns: ['c9'],
    })
  })
  test('that name columns which are gone prove nothing', () => {
    const rules: readonly ProofRule[] = [
      { rule: 'growth', base: 'x', target: 'y', published: 'z', years: 5 },
      { rule: 'quotient', quotient: '甲', dividend: '乙', divisor: '丙', columns: ['x'] },
      { rule: 'completion', done: 'x', plan: 'y' },
      { rule: 'count', column: 'constructor', counts: { constructor: 1 } },
    ]
    expect(
      said(
        [
          ['甲', 1],
          ['乙', 2],
          ['丙', 3],
        ],
        { proofs: JSON.stringify(rules) },
      ),
    ).toEqual([])
  })
})

test('a table that may not be read is told of, without a figure', () => {
  const rule = { rule: 'same', column: 'c0', table: 'secret', other: 'c0' } as const
  const [finding, ...others] = proveAcross(tableOf([['甲', 1]]), rule, null)
  expect(others).toEqual([])
  expect(finding).toMatchObject({ status: 'cannot-say', cells: [], recomputed: null, reason: { code: 'table-closed' } })
})

test('names that stand for several rows are compared with none', () => {
  const rule = { rule: 'same', column: 'c0', table: 'other', other: 'c0' } as const
  const twice = tableOf([
    ['甲', 1],
    ['甲', 2],
    ['乙', 3],
  ])
  expect(
    proveAcross(
      twice,
      rule,
      tableOf([
        ['甲', 9],
        ['乙', 3],
      ]),
    ).map(({ subject }) => subject),
  ).toEqual(['乙'])
})

test('a large table keeps the rules that look once at each row, and its findings are bounded', () => {
  const lines = Array.from({ length: 6_000 }, (_, at): Line => [`行${at}`, at % 3 === 0 ? '10:54:30' : '10:54:36'])
  const large = tableOf(lines, {
    proofs: JSON.stringify([{ rule: 'quotient', quotient: '行1', dividend: '行2', divisor: '行3', columns: ['c0'] }]),
  })
  const findings = proveWithin(large)
  expect(countFindings(findings)).toEqual({ differs: 1_000, 'cannot-say': 0, agrees: 1_000 })
  expect(inProofOrder(findings)[0]!.status).toBe('differs')
  expect(proveAcross(large, { rule: 'same', column: 'c0', table: 'x', other: 'c0' }, large)).toEqual([])
})
