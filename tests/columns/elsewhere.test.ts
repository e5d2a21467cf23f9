import { describe, expect, test } from 'vitest'
import { planColumns } from '../../shared/columns/plan-columns.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { structureOf } from '../../shared/document/structure-of.ts'
import { foreignKeeper, foreignTable } from '../../shared/formulas/language/keep-references.ts'
import { createWorkspace, type Workspace } from '../../shared/formulas/workspace/workspace.ts'
import type { ColumnCommand } from '../../shared/tables/column-command.ts'

type Columns = Readonly<Record<string, string>>

/** titles by column id; one that begins with = is a formula, and its title the id */
const facts = (title: string, columns: Columns): Map<string, Scalar> =>
  new Map<string, Scalar>([
    ['table:title', title],
    ...Object.entries(columns).flatMap(([id, text], at): [string, Scalar][] => [
      [`${id}:order`, `B${at}`],
      [`${id}:title`, text.startsWith('=') ? id : text],
      [`${id}:type`, text.startsWith('=') ? 'computed' : 'value'],
      ...(text.startsWith('=') ? [[`${id}:formula`, text] as [string, Scalar]] : []),
    ]),
  ])

const tables = {
  plan: facts('五年 规划', { n: '指标', g: '目标' }),
  year: facts('年度', { n: '指标', x: "=XLOOKUP([@指标],'五年 规划'[指标],'五年 规划'[目标])", y: '=SUM(plan[g])' }),
  third: facts('第三', { x: '=SUM(年度[x])' }),
}
const workspace = (given: Readonly<Record<string, Map<string, Scalar>>> = tables): Workspace =>
  createWorkspace(Object.entries(given).map(([id, each]) => ({ id, name: id, structure: structureOf(each) })))

const plan = (own: keyof typeof tables, commands: readonly ColumnCommand[], seen = workspace()) =>
  planColumns(tables[own], commands, () => 'new', { own, all: workspace(), seen })

describe('[FML-110] formulas of other tables follow a column that is renamed', () => {
  test('by its new title, in the tables that name it and in no others', () => {
    const { rewrites, broken, elsewhere } = plan('plan', [
      { kind: 'change-column', column: 'g', facts: { title: '2025年[目标]' } },
    ])
    const after = "=XLOOKUP([@指标],'五年 规划'[指标],'五年 规划'[2025年'[目标']])"
    expect(rewrites).toEqual([
      { tableId: 'year', table: '年度', column: 'x', title: 'x', before: String(tables.year.get('x:formula')), after },
    ])
    expect([...elsewhere]).toEqual([['year', rewrites]])
    expect(broken).toEqual([])
  })

  test('a column that others read by its id needs no new spelling', () => {
    const only = { ...tables, year: facts('年度', { y: '=SUM(plan[g])' }) }
    const { rewrites } = planColumns(
      only.plan,
      [{ kind: 'change-column', column: 'g', facts: { title: '别的' } }],
      () => 'new',
      { own: 'plan', all: workspace(only), seen: workspace(only) },
    )
    expect(rewrites).toEqual([])
  })

  test('a deleted one breaks them, and that is told with the table', () => {
    const { broken } = plan('plan', [{ kind: 'delete-column', column: 'g' }])
    expect(broken.map(({ table, column, issue }) => [table, column, issue.key])).toEqual([
      ['年度', 'x', 'formula.error.unknown-foreign-column.says'],
      ['年度', 'y', 'formula.error.unknown-foreign-column.says'],
    ])
  })
})

describe('[FML-111] a table that is renamed', () => {
  const renamed = workspace({ ...tables, plan: facts('规划(二)', { n: '指标', g: '目标' }) })
  test('is spelled anew, quoted where its name holds odd characters', () => {
    const keep = foreignKeeper(workspace(), renamed)
    expect(keep('=SUM(\'五年 规划\'[目标])+SUM(plan[目标])+"五年 规划[目标]"')).toBe(
      '=SUM(\'规划(二)\'[目标])+SUM(plan[目标])+"五年 规划[目标]"',
    )
    expect(foreignTable(renamed.tables.get('year')!, renamed.find)).toBe('年度')
  })
})

describe('[FML-112] who writes a formula may read the tables that it names', () => {
  const add = (formula: string): ColumnCommand => ({
    kind: 'add-column',
    facts: { title: '新', type: 'computed', formula },
  })
  const blind = createWorkspace([...workspace().tables.values()].filter(({ id }) => id !== 'plan'))
  test('one that they may not see is as good as none', () => {
    const issue = (formula: string) => plan('year', [add(formula)], blind).problems[0]?.issue
    expect(issue('=SUM(plan[目标])')).toEqual({
      ...issue('=SUM(无此表[目标])')!,
      params: { name: 'plan' },
      position: { start: 5, end: 13 },
    })
    expect(plan('year', [add('=SUM(第三[x])')], blind).problems).toEqual([])
  })
  test('formulas that stand there already are not asked', () => {
    const { problems, broken } = plan('year', [{ kind: 'change-column', column: 'n', facts: { width: 90 } }], blind)
    expect([problems, broken]).toEqual([[], []])
  })
  test('a circle through a table that they may not see is found, and that table not named', () => {
    const { problems } = planColumns(
      tables.plan,
      [{ kind: 'change-column', column: 'g', facts: { type: 'computed', formula: '=SUM(third[x])' } }],
      () => 'new',
      {
        own: 'plan',
        all: workspace(),
        seen: createWorkspace([workspace().tables.get('third')!, workspace().tables.get('plan')!]),
      },
    )
    expect(problems).toMatchObject([{ code: 'formula-broken', issue: { code: '#CYCLE!' } }])
    expect(problems[0]?.issue?.params).toEqual({ columns: '[目标] → 第三[x] → … → [目标]' })
  })
})
