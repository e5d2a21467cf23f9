import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { LinkedCalculation } from '../../shared/formulas/calculation.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { ForeignReader } from '../../shared/formulas/evaluate/foreign-reader.ts'
import { formulaIssue } from '../../shared/formulas/formula-issue.ts'
import { foreignKey, foreignParts } from '../../shared/formulas/language/foreign-key.ts'
import { foreignNames } from '../../shared/formulas/language/foreign-names.ts'
import { createWorkspace, type Workspace } from '../../shared/formulas/workspace/workspace.ts'
import { type ColumnSketch, PlainTable } from './support/plain-table.ts'

interface Sketch {
  readonly title: string
  readonly shortTitle?: string
  readonly columns: readonly ColumnSketch[]
  readonly rows: readonly Readonly<Record<string, Scalar>>[]
}

/** Tables that read each other, as a server holds them; ids are the keys, slugs `t-` and the id. */
class Tables {
  readonly views = new Map<string, PlainTable>()
  readonly calculations = new Map<string, LinkedCalculation>()

  constructor(sketches: Readonly<Record<string, Sketch>>) {
    for (const [id, { title, shortTitle, columns, rows }] of Object.entries(sketches)) {
      const view = new PlainTable(columns, rows)
      view.structure = { ...view.structure, table: { title, phase: 'drafting', ...(shortTitle && { shortTitle }) } }
      this.views.set(id, view)
    }
    for (const [id, view] of this.views)
      this.calculations.set(
        id,
        createCalculation(view, {
          kind: 'tables',
          others: () => this.workspace.othersOf(id),
          reader: key => {
            const { table, column } = foreignParts(key)
            return new ForeignReader(() => this.calculations.get(table)?.reader(column))
          },
        }),
      )
    for (const calculation of this.calculations.values()) calculation.rebind()
  }

  get workspace(): Workspace {
    return createWorkspace([...this.views].map(([id, { structure }]) => ({ id, name: `t-${id}`, structure })))
  }

  text = (table: string, column: string) =>
    this.views.get(table)!.rows.map(row => this.calculations.get(table)!.text(row, column))
}

const figures: Sketch = {
  title: '江县2024年主要指标',
  shortTitle: '主要指标',
  columns: [
    { id: 'name', title: '指标', type: 'text' },
    { id: 'goal', title: '目标', group: '2024年' },
    { id: 'area', title: '片区', type: 'text' },
  ],
  rows: [
    { name: '工业产值', goal: '≥1200', area: '东' },
    { name: '商贸产值', goal: 300, area: '西' },
    { name: '农业产值', goal: '——', area: '东' },
    { name: '旅游收入', goal: 80.5, area: '东' },
  ],
}

const asking = (formula: string): Tables =>
  new Tables({
    a: {
      title: '年度',
      columns: [
        { id: 'name', title: '名称', type: 'text' },
        { id: 'x', title: '引用', formula },
      ],
      rows: [{ name: '商贸产值' }, { name: '没有的' }],
    },
    b: figures,
  })

describe('[FML-100] columns of another table stand wherever a whole column may', () => {
  test.each([
    ['=XLOOKUP([@名称],主要指标[指标],主要指标[目标],"无")', ['300', '无']],
    ['=XLOOKUP([@名称],\'江县2024年主要指标\'[指标],t-b[目标],"无")', null],
    ['=XLOOKUP([@名称],江县2024年主要指标[指标],\'t-b\'[目标],"无")', ['300', '无']],
    ['=IFERROR(INDEX(主要指标[目标],MATCH([@名称],主要指标[指标],0)),0)', ['300', '0']],
    ['=SUM(主要指标[目标])', ['1580.5', '1580.5']],
    ['=SUM(主要指标[2024年/目标])', ['1580.5', '1580.5']],
    ['=SUMIFS(主要指标[目标],主要指标[片区],"东")', ['1280.5', '1280.5']],
    ['=COUNTIFS(主要指标[指标],"*产值")', ['3', '3']],
    ['=COUNTIF(主要指标[指标],[@名称])', ['1', '0']],
    ['=RANK(300,主要指标[目标])', ['2', '2']],
    ['=SUMPRODUCT(主要指标[目标]*1)', ['#VALUE!', '#VALUE!']],
    ['=SUMPRODUCT((主要指标[片区]="东")*1)', ['3', '3']],
    ['=SUMPRODUCT(([名称]=主要指标[指标])*1)', ['#VALUE!', '#VALUE!']],
    ['=目标路径(INDEX(主要指标[目标],1),INDEX(主要指标[目标],2),5,5)', ['300', '300']],
    ['=SUM([引用])', ['#CYCLE!', '#CYCLE!']],
  ])('%s', (formula, shown) => {
    // a hyphen is no part of a bare name
    if (shown === null) expect(asking(formula).calculations.get('a')!.columnError('x')).not.toBe(null)
    else expect(asking(formula).text('a', 'x')).toEqual(shown)
  })

  test('a table that names itself means its own columns', () => {
    const tables = asking('=COUNTIF(年度[名称],[@名称])')
    expect(tables.text('a', 'x')).toEqual(['1', '1'])
  })

  test('a target keeps its qualifier on the way', () => {
    const { calculations } = asking('=XLOOKUP("工业产值",主要指标[指标],主要指标[目标])')
    expect(calculations.get('a')!.value('r0', 'x')).toMatchObject({ kind: 'number', op: 'ge', value: 1200 })
  })
})

describe('[FML-101] what does not lead to a column says so', () => {
  const { workspace, views } = asking('=1')
  test.each([
    ['=SUM(不存在[目标])', '#REF!', 'unknown-table', '不存在[目标]'],
    ['=SUM(主要指标[没有])', '#REF!', 'unknown-foreign-column', '主要指标[没有]'],
    ['=主要指标[目标]', '#VALUE!', 'other-table-as-value', '主要指标[目标]'],
    ['=SUM(主要指标[@目标])', '#REF!', 'row-of-other-table', '主要指标[@目标]'],
    ["='主要指标'", '#SYNTAX!', 'quoted-name', "'主要指标'"],
    ["=SUM('主要指标[目标])", '#SYNTAX!', 'unclosed-name', "'主要指标[目标])"],
  ])('%s is %s', (source, code, detail, at) => {
    const issue = formulaIssue(source, views.get('a')!.structure, 'x', workspace.othersOf('a'))
    expect(issue).toMatchObject({ code, key: `formula.error.${detail}.says` })
    expect(source.slice(issue?.position.start, issue?.position.end)).toBe(at)
  })

  test('two tables of one title are no guess; the slug tells them apart', () => {
    const tables = new Tables({ a: { ...figures, title: '甲' }, b: { ...figures }, c: { ...figures } })
    const { structure } = tables.views.get('a')!
    const issue = (source: string) => formulaIssue(source, structure, undefined, tables.workspace.othersOf('a'))
    expect(issue('=SUM(江县2024年主要指标[目标])')).toMatchObject({
      key: 'formula.error.ambiguous-table.says',
      params: { count: 2 },
    })
    expect(issue("=SUM('t-c'[目标])")).toBe(null)
  })

  test('without the other tables at hand a formula is neither wrong nor silently blank', () => {
    const view = new PlainTable([{ id: 'x', title: '引用', formula: '=SUM(主要指标[目标])' }], [{}])
    expect(formulaIssue('=SUM(主要指标[目标])', view.structure)).toBe(null)
    expect(createCalculation(view).value('r0', 'x')).toMatchObject({ code: '#REF!', detail: 'other-table' })
  })
})

test('[FML-102] an error does not quote what it met in the other table', () => {
  const tables = asking('=INDEX(主要指标[指标],1)*1')
  expect(tables.calculations.get('a')!.value('r0', 'x')).toEqual({
    kind: 'error',
    code: '#VALUE!',
    detail: 'other-table-value',
  })
})

describe('[FML-103] circles across tables are found and named', () => {
  const table = (title: string, formula: string): Sketch => ({
    title,
    columns: [
      { id: 'x', title: '甲列', formula },
      { id: 'y', title: '乙列', formula: '=[@甲列]+1' },
    ],
    rows: [{}],
  })

  test('self-reference through three tables', () => {
    const tables = new Tables({
      a: table('东表', '=SUM(南表[乙列])'),
      b: table('南表', '=SUM(西表[乙列])'),
      c: table('西表', '=SUM(东表[乙列])'),
      d: table('旁观', '=SUM(东表[乙列])'),
    })
    expect(tables.calculations.get('a')!.columnError('x')).toEqual({
      kind: 'error',
      code: '#CYCLE!',
      detail: 'circle-of-tables',
      // what lies beyond the table that the formula names is not told
      params: { columns: '[甲列] → 南表[乙列] → … → [乙列] → [甲列]' },
    })
    expect(tables.text('b', 'y')).toEqual(['#CYCLE!'])
    // who merely reads it gets the error as a value
    expect(tables.calculations.get('d')!.columnError('x')).toBe(null)
    expect(tables.text('d', 'x')).toEqual(['#CYCLE!'])
  })

  test('two tables that read each other without a circle are fine', () => {
    const tables = new Tables({
      a: {
        title: '东表',
        columns: [
          { id: 'n', title: '数' },
          { id: 'x', title: '甲列', formula: '=SUM(南表[甲列])' },
        ],
        rows: [{ n: 2 }, { n: 3 }],
      },
      b: { title: '南表', columns: [{ id: 'x', title: '甲列', formula: '=SUM(东表[数])' }], rows: [{}] },
    })
    expect(tables.text('a', 'x')).toEqual(['5', '5'])
  })
})

describe('[FML-104] chains and numbers of tables are bounded', () => {
  const chain = (length: number) =>
    new Tables(
      Object.fromEntries(
        Array.from({ length }, (_, at) => [
          `t${at}`,
          {
            title: `表${at}`,
            columns: [
              at === 0 ? { id: 'x', title: '数' } : { id: 'x', title: '数', formula: `=SUM(表${at - 1}[数])+1` },
            ],
            rows: [at === 0 ? { x: 10 } : {}],
          },
        ]),
      ),
    )
  test('sixteen tables deep works, seventeen is refused', () => {
    const tables = chain(18)
    expect(tables.text('t16', 'x')).toEqual(['26'])
    expect(tables.calculations.get('t17')!.columnError('x')).toMatchObject({ code: '#REF!', detail: 'chain-of-tables' })
  })

  test('a table may name thirty-two others', () => {
    const sources = Array.from(
      { length: 33 },
      (_, at) => [`s${at}`, { ...figures, title: `源${at}`, shortTitle: `s${at}` }] as const,
    )
    const columns = sources.map(([id], at) => ({ id: `c${at}`, title: `c${at}`, formula: `=SUM(${id}[目标])` }))
    const tables = new Tables({ ...Object.fromEntries(sources), a: { title: '甲', columns, rows: [{}] } })
    expect(tables.text('a', 'c31')).toEqual(['1580.5'])
    expect(tables.calculations.get('a')!.columnError('c32')).toMatchObject({ detail: 'too-many-tables' })
  })

  test('ten thousand references to a table are read once for each column that they name', () => {
    const formula = `=${Array.from({ length: 400 }, () => 'SUM(s[目标])')
      .join('+')
      .slice(0, 0)}SUM(${Array.from({ length: 250 }, () => 's[目标]').join(',')})`
    const columns = Array.from({ length: 40 }, (_, at) => ({ id: `c${at}`, title: `c${at}`, formula }))
    const tables = new Tables({ b: { ...figures, shortTitle: 's' }, a: { title: '甲', columns, rows: [{}] } })
    expect(foreignNames(formula)).toEqual([{ table: 's', column: '目标' }])
    expect(tables.text('a', 'c39')).toEqual([String(1580.5 * 250)])
  })
})

describe('[FML-105] what moves there moves here', () => {
  test('a changed cell of another table moves the columns that read it, and what builds on them', () => {
    const tables = new Tables({
      a: {
        title: '年度',
        columns: [
          { id: 'name', title: '名称', type: 'text' },
          { id: 'x', title: '引用', formula: '=XLOOKUP([@名称],主要指标[指标],主要指标[目标])' },
          { id: 'y', title: '加倍', formula: '=[@引用]*2' },
        ],
        rows: [{ name: '商贸产值' }],
      },
      b: figures,
    })
    const a = tables.calculations.get('a')!
    expect(tables.text('a', 'y')).toEqual(['600'])
    tables.calculations.get('b')!.apply(tables.views.get('b')!.set('r1', 'goal', 400))
    expect(a.moved(new Map([[foreignKey('b', 'goal'), 'all']]))).toEqual({ cells: [], columns: ['x', 'y'] })
    expect(tables.text('a', 'y')).toEqual(['800'])
    expect(a.moved(new Map([[foreignKey('b', 'area'), 'all']]))).toEqual({ cells: [], columns: [] })
  })

  test('where results come from elsewhere, a row that moves takes along what builds on it', () => {
    const view = new PlainTable(
      [
        { id: 'x', title: '引用', formula: '=XLOOKUP([@名称],主要指标[指标],主要指标[目标])' },
        { id: 'name', title: '名称', type: 'text' },
        { id: 'y', title: '加倍', formula: '=[@引用]*2' },
      ],
      [{ name: '甲' }, { name: '乙' }],
    )
    const results = new Map([['r0', 5]])
    const a = createCalculation(view, { kind: 'results', value: row => results.get(row) ?? null })
    expect([a.text('r0', 'y'), a.text('r1', 'y')]).toEqual(['10', '0'])
    results.set('r1', 7)
    expect(a.moved(new Map([['x', new Set([1])]])).cells).toEqual([
      { row: 'r1', column: 'x' },
      { row: 'r1', column: 'y' },
    ])
    expect(a.text('r1', 'y')).toBe('14')
  })
})
