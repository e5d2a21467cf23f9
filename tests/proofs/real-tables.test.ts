import { describe, expect, test } from 'vitest'
import { annual2024 } from '../../seeds/annual-2024.ts'
import { plan135 } from '../../seeds/plan-135.ts'
import { plan145 } from '../../seeds/plan-145.ts'
import { progress2022 } from '../../seeds/progress-2022.ts'
import { projects } from '../../seeds/projects.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { Finding, ProofRuleName } from '../../shared/proofs/finding.ts'
import { proofTable } from '../../shared/proofs/proof-table.ts'
import { proveAcross, proveWithin, rulesAcross } from '../../shared/proofs/prove.ts'
import { declaredProofs } from '../../shared/proofs/table-proofs.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import { modelOf } from '../support/model-of.ts'

const TABLES = [plan145(), plan135(), progress2022(), annual2024(), projects()]

/** `edits`: `table row column` → value */
function prove(name: string, edits: Readonly<Record<string, Scalar>> = {}): readonly Finding[] {
  const models = new Map(TABLES.map((definition: TableDefinition) => [definition.name, modelOf(definition)]))
  for (const [where, value] of Object.entries(edits)) {
    const [table, row, column] = where.split(' ') as [string, string, string]
    models.get(table)!.set('cells', `${row}:${column}`, value)
  }
  const read = (table: string) => {
    const model = models.get(table)
    return model ? proofTable(`t-${table}`, model) : null
  }
  const table = read(name)!
  return [
    ...proveWithin(table),
    ...rulesAcross(table.view.structure).flatMap(rule => proveAcross(table, rule, read(rule.table))),
  ]
}

const count = (findings: readonly Finding[], rule: ProofRuleName, status: Finding['status']) =>
  findings.filter(finding => finding.rule === rule && finding.status === status).length
const about = (findings: readonly Finding[], rule: ProofRuleName, subject: string) =>
  findings.find(finding => finding.rule === rule && finding.subject === subject)

describe('PROOF-40 the real tables', () => {
  test.each([
    // table, rule, agrees, differs, cannot say
    ['plan-145', 'growth', 15, 1, 7],
    ['plan-145', 'ratio', 2, 0, 0],
    ['plan-145', 'quotient', 2, 0, 0],
    ['plan-145', 'count', 7, 0, 0],
    ['plan-145', 'same', 17, 0, 0],
    ['plan-135', 'ratio', 2, 0, 0],
    ['plan-135', 'quotient', 0, 1, 0],
    ['plan-135', 'count', 1, 0, 0],
    ['plan-135', 'same', 17, 0, 0],
    ['progress-2022', 'completion', 3, 0, 0],
    ['progress-2022', 'part', 6, 0, 0],
  ] as const)('%s, %s: %i agree, %i differ, %i cannot be said', (table, rule, agrees, differs, unknown) => {
    const findings = prove(table)
    expect([
      count(findings, rule, 'agrees'),
      count(findings, rule, 'differs'),
      count(findings, rule, 'cannot-say'),
    ]).toEqual([agrees, differs, unknown])
  })

  test.each(['annual-2024', 'projects'])('%s publishes nothing that could be recomputed', table => {
    expect(prove(table)).toEqual([])
  })

  test.each([
    ['plan-145', 'growth', '地区生产总值(GDP)', '7.8左右', '8.20', 0.4, 'price-basis'],
    ['plan-145', 'growth', '城乡居民人均可支配收入比', '[-0.23]', '-0.23', 0, 'plain'],
    ['plan-145', 'growth', '出口总额', '2以上', '2.00', 0, 'bound'],
    ['plan-145', 'growth', '城镇调查失业率', '5.5左右', null, null, 'level'],
    ['plan-145', 'growth', '森林覆盖率', '保持稳定', null, null, 'words'],
    ['plan-145', 'same', '出口总额', '30.66', '30.66', 0, 'rate'],
    ['plan-135', 'same', '出口总额', '4.38', '4.38', 0, 'rate'],
    ['plan-135', 'count', '共40个指标', '40', '40', 0, 'counted-as-one'],
    ['plan-135', 'quotient', '人均GDP', '36654', '30555.89', -6098.11, 'population'],
    ['progress-2022', 'completion', '重点调度项目年度投资', '70.11', '70.11', 0, 'rounding-truncate'],
    ['progress-2022', 'part', '其中:工业项目金额', '231.5', '≤ 237', null, 'within'],
  ] as const)('%s, %s of %s: %s against %s', (table, rule, subject, published, recomputed, difference, reason) => {
    expect(about(prove(table), rule, subject)).toMatchObject({
      published,
      recomputed,
      difference,
      reason: { code: reason },
    })
  })

  test('超序时 of 28.44 comes out of rounding first and subtracting then', () => {
    expect(prove('progress-2022').find(({ published }) => published === '28.44')).toMatchObject({
      status: 'agrees',
      reason: {
        code: 'rounded-then-subtracted',
        params: { completion: '70.11', schedule: '41.67', exact: '28.4499' },
      },
    })
  })

  test('every finding leads to cells that are there, its own first', () => {
    const [finding] = prove('plan-145').filter(({ rule, status }) => rule === 'growth' && status === 'differs')
    expect(finding!.cells).toEqual(
      ['published', 'target', 'base'].map(column => ({ table: 't-plan-145', row: 'r001', column })),
    )
  })
})

describe('what an edit would be told', () => {
  const base = { row: 'r005', name: '社会消费品零售总额' } // 83.28 → 122, 8左右
  test.each([
    ['a figure in another unit', { 'plan-145 r014 base': 306600 }, 'same', '出口总额', 'scale'],
    ['another rate', { 'plan-145 r014 base': 28.47 }, 'same', '出口总额', 'other-rate'],
    ['one table only', { 'plan-135 r009 actual': 57 }, 'same', '常住人口城镇化率', 'tables-disagree'],
    ['fewer digits there', { 'plan-145 r013 base': '56.1' }, 'same', '常住人口城镇化率', 'rounded-there'],
    ['words there', { 'plan-135 r009 actual': '稳步提高' }, 'same', '常住人口城镇化率', 'words'],
    ['the whole period', { [`plan-145 ${base.row} published`]: '46.5左右' }, 'growth', base.name, 'whole-period'],
    ['four years', { [`plan-145 ${base.row} published`]: '10.02' }, 'growth', base.name, 'other-years'],
    ['a share for a percentage', { [`plan-145 ${base.row} published`]: '0.0794' }, 'growth', base.name, 'scale'],
    ['no likely reason', { [`plan-145 ${base.row} published`]: '3左右' }, 'growth', base.name, 'unexplained'],
    ['a lost minus', { 'plan-145 r012 published': '[0.23]' }, 'growth', '城乡居民人均可支配收入比', 'sign'],
    ['shares beyond 100', { 'plan-145 r011 target': '8:41:52' }, 'ratio', '三产比例', 'plain'],
    ['part over whole', { 'progress-2022 r015 done': 237.5 }, 'part', '其中:工业项目金额', 'part-exceeds'],
    [
      'cut off at a tie',
      { 'progress-2022 r003 plan': 800, 'progress-2022 r003 done': 765.24 },
      'completion',
      '重点调度项目开工',
      'rounding-truncate',
    ],
  ] as const)('%s', (_, edits, rule, subject, reason) => {
    const table = Object.keys(edits)[0]!.startsWith('progress') ? 'progress-2022' : 'plan-145'
    expect(about(prove(table, edits), rule, subject)?.reason.code).toBe(reason)
  })

  test('shares that do not make a whole differ, by as much as they are off', () => {
    const off = prove('plan-145', { 'plan-145 r011 target': '8:41:52' }).filter(({ rule }) => rule === 'ratio')
    expect(off.map(({ status, difference }) => [status, difference])).toEqual([
      ['agrees', 0],
      ['differs', 1],
    ])
  })
})

test('PROOF-1 the seeds declare what is declared: every rule is read back', () => {
  for (const { facts } of TABLES)
    if (facts.proofs) expect(declaredProofs(facts.proofs)).toEqual(JSON.parse(facts.proofs))
})
