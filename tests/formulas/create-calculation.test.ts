import { describe, expect, test } from 'vitest'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { type ColumnSketch, changeOf, PlainTable } from './support/plain-table.ts'

const figures = (...values: readonly (number | string | null)[]) => values.map(a => ({ a }))

describe('[FML-50] apply tells exactly what may have moved', () => {
  const columns: readonly ColumnSketch[] = [
    { id: 'a' },
    { id: 'b' },
    { id: 'twice', formula: '=[@a]*2' },
    { id: 'more', formula: '=[@twice]+1' },
    { id: 'share', formula: '=占比([@a],SUM([a]))' },
    { id: 'other', formula: '=[@b]' },
  ]
  const made = () => {
    const table = new PlainTable(columns, [
      { a: 1, b: 10 },
      { a: 3, b: 20 },
    ])
    return { table, calculation: createCalculation(table) }
  }

  test('a formula over the row moves in the row, one over the column in every row', () => {
    const { table, calculation } = made()
    expect(calculation.value('r0', 'share')).toBe(25)
    const moved = calculation.apply(table.set('r1', 'a', 1))
    expect(moved.cells).toEqual([
      { row: 'r1', column: 'twice' },
      { row: 'r1', column: 'more' },
    ])
    expect(moved.columns).toEqual(['share'])
    expect(calculation.value('r0', 'share')).toBe(50)
    expect(calculation.value('r1', 'more')).toBe(3)
  })

  test('a column that nobody reads moves nothing else', () => {
    const { table, calculation } = made()
    expect(calculation.apply(table.set('r0', 'b', 11))).toEqual({
      cells: [{ row: 'r0', column: 'other' }],
      columns: [],
    })
  })

  test('rows that come, go or move are calculated anew', () => {
    const { table, calculation } = made()
    expect(calculation.value('r0', 'share')).toBe(25)
    expect(calculation.apply(table.order(['r0'])).columns).toEqual(['twice', 'more', 'share', 'other'])
    expect(calculation.value('r0', 'share')).toBe(100)
    expect(calculation.value('r1', 'twice')).toBe(null)
  })

  test('a new structure is read anew', () => {
    const { table, calculation } = made()
    expect(calculation.value('r0', 'twice')).toBe(2)
    const change = table.restructure([{ id: 'a' }, { id: 'twice', formula: '=[@a]*20' }])
    expect(calculation.apply(change).columns).toContain('twice')
    expect(calculation.value('r0', 'twice')).toBe(20)
    expect(calculation.isComputed('more')).toBe(false)
  })

  test('an owner column reads the row fact', () => {
    const table = new PlainTable(
      [
        { id: 'o', type: 'owner' },
        { id: 'mine', formula: '=[@o]="gongxin"' },
      ],
      [{}],
    )
    const calculation = createCalculation(table)
    expect(calculation.value('r0', 'mine')).toBe(false)
    expect(calculation.apply(table.setFact('r0', 'owner', 'gongxin')).cells).toEqual([{ row: 'r0', column: 'mine' }])
    expect(calculation.value('r0', 'mine')).toBe(true)
  })
})

describe('[FML-51] circles name their columns and spread as errors', () => {
  test('two columns and one that reads them', () => {
    const table = new PlainTable(
      [
        { id: 'a', title: '甲', formula: '=[@乙]+1' },
        { id: 'b', title: '乙', formula: '=SUM([甲])' },
        { id: 'c', title: '丙', formula: '=[@甲]' },
        { id: 'd', title: '丁', formula: '=IFERROR([@甲],0)' },
      ],
      [{}],
    )
    const calculation = createCalculation(table)
    expect(calculation.columnError('a')).toMatchObject({ code: '#CYCLE!', detail: 'circle' })
    expect(calculation.columnError('a')?.params?.columns).toMatch(/甲.*乙|乙.*甲/)
    expect(calculation.columnError('c')).toBe(null)
    expect(calculation.text('r0', 'c')).toBe('#CYCLE!')
    expect(calculation.value('r0', 'd')).toBe(0)
  })

  test('a column that reads itself, also as a whole or in a range', () => {
    for (const formula of ['=[@x]', '=SUM([x])', '=SUM([@a]:[@x])']) {
      const calculation = createCalculation(new PlainTable([{ id: 'a' }, { id: 'x', formula }], [{ a: 1 }]))
      expect(calculation.columnError('x')?.code).toBe('#CYCLE!')
    }
  })

  test('a chain of a thousand columns is no circle and no stack overflow', () => {
    const chain = Array.from({ length: 1000 }, (_, index) => ({
      id: `c${index}`,
      formula: index === 0 ? '=[@a]' : `=${'('.repeat(20)}[@c${index - 1}]+1${')'.repeat(20)}`,
    }))
    const calculation = createCalculation(new PlainTable([{ id: 'a' }, ...chain], [{ a: 1 }]))
    expect(calculation.value('r0', 'c999')).toBe(1000)
  })
})

describe('[FML-52] the column’s rounding policy', () => {
  const progress = (rounding: ColumnSketch['rounding']) =>
    createCalculation(
      new PlainTable(
        [
          { id: '完成' },
          { id: '计划' },
          { id: '月数' },
          { id: '完成率', formula: '=完成率([@完成],[@计划])', decimals: 2, rounding: rounding ?? null },
          { id: '序时', formula: '=序时进度([@月数])', decimals: 2, rounding: 'half-up' },
          { id: '超序时', formula: '=超序时([@完成率],[@序时])', decimals: 2 },
        ],
        [{ 完成: 58.33, 计划: 83.19, 月数: 5 }],
      ),
    )

  test.each([
    ['truncate', '70.11', '28.44'],
    ['half-up', '70.12', '28.45'],
    ['half-even', '70.12', '28.45'],
    ['none', '70.12', '28.45'],
  ] as const)('%s gives 完成率 %s and 超序时 %s', (rounding, completion, ahead) => {
    const calculation = progress(rounding)
    expect(calculation.text('r0', '完成率')).toBe(completion)
    expect(calculation.text('r0', '超序时')).toBe(ahead)
  })

  test('rounds the value itself, decimals alone only show', () => {
    expect(progress('truncate').number('r0', '完成率')).toBe(70.11)
    expect(progress('none').number('r0', '完成率')).toBeCloseTo(70.11660055, 8)
    const calculation = createCalculation(
      new PlainTable(
        [{ id: 'a' }, { id: 'b' }, { id: 'x', formula: '=累计([@a],[@b])', decimals: 2, rounding: 'half-up' }],
        [{ a: 1.005, b: 2.01 }],
      ),
    )
    expect(calculation.text('r0', 'x')).toBe('[1.01]')
  })
})

describe('[FML-53] texts as the grid shows them', () => {
  test.each([
    ['=40-26.4', {}, '13.6'],
    ['=1/3', {}, '0.333333333333333'],
    ['=1/3', { decimals: 2 }, '0.33'],
    ['=累计(1.3,2.5)', {}, '[1.2]'],
    ['=累计(1.3,2.5)', { decimals: 2 }, '[1.2]'],
    ['=累计(1/3,1)', { decimals: 2 }, '[0.67]'],
    ['=1=1', {}, 'TRUE'],
    ['=1/0', {}, '#DIV/0!'],
    ['=[@a]', {}, '0'],
    ['', {}, ''],
  ] as const)('%s with %j', (formula, column, text) => {
    expect(
      createCalculation(new PlainTable([{ id: 'a' }, { id: 'x', formula, ...column }], [{}])).text('r0', 'x'),
    ).toBe(text)
  })

  test('entered cells show as typed and keep their planning value', () => {
    const calculation = createCalculation(new PlainTable([{ id: 'a' }], figures('10.0', 300, '8左右', null)))
    expect(['r0', 'r1', 'r2', 'r3'].map(row => calculation.text(row, 'a'))).toEqual(['10.0', '300', '8左右', ''])
    expect(calculation.number('r2', 'a')).toBe(8)
    expect(calculation.value('r2', 'a')).toMatchObject({ kind: 'number', op: 'approx', text: '8左右' })
    expect(calculation.value('r1', 'a')).toBe(300)
  })

  test('a column of names is not parsed', () => {
    const calculation = createCalculation(new PlainTable([{ id: 'a', type: 'text' }], figures('8左右')))
    expect(calculation.value('r0', 'a')).toBe('8左右')
  })
})

test('[FML-54] explain: the formula, its inputs in this row, whole columns as their sums', () => {
  const table = new PlainTable(
    [
      { id: 'a', title: '投资' },
      { id: 'x', title: '占比', formula: '=占比([@投资],SUM([投资]))', decimals: 1, rounding: 'half-up' },
    ],
    figures(1, '3左右'),
  )
  const calculation = createCalculation(table)
  expect(calculation.explain('r1', 'x')).toEqual({
    formula: '=占比([@投资],SUM([投资]))',
    inputs: [
      { columnId: 'a', title: '投资', text: '3左右' },
      { columnId: 'a', title: '[投资]', text: 'Σ 4 (2)' },
    ],
    result: 75,
    rounding: 'half-up',
    decimals: 1,
  })
  expect(calculation.explain('r1', 'a')).toBe(null)
})

describe('[FML-55] whole columns', () => {
  const columns: readonly ColumnSketch[] = [
    { id: 'k', type: 'text' },
    { id: 'a' },
    { id: 'rank', formula: '=RANK([@a],[a])' },
    { id: 'up', formula: '=排名([@a],[a],1)' },
    { id: 'mine', formula: '=SUMIF([k],[@k],[a])' },
    { id: 'same', formula: '=COUNTIF([k],[@k])' },
    { id: 'big', formula: '=COUNTIF([a],">=90")' },
    { id: 'like', formula: '=SUMIF([k],"工*",[a])' },
    { id: 'mean', formula: '=AVERAGEIF([k],"<>工业",[a])' },
    { id: 'found', formula: '=XLOOKUP("商贸",[k],[a],"无")' },
    { id: 'none', formula: '=XLOOKUP("旅游",[k],[a],"无")' },
    { id: 'at', formula: '=MATCH("农业",[k],0)' },
    { id: 'third', formula: '=INDEX([a],3)' },
    { id: 'beyond', formula: '=INDEX([a],9)' },
    { id: 'extent', formula: '=MAX([a])-MIN([a])' },
  ]
  const table = new PlainTable(columns, [
    { k: '工业', a: 95 },
    { k: '商贸', a: 90 },
    { k: '工业', a: 90 },
    { k: '农业', a: '80左右' },
    { k: '工会', a: '——' },
  ])
  const calculation = createCalculation(table)
  const all = (column: string) => table.rows.map(row => calculation.text(row, column))

  test.each([
    ['rank', ['1', '2', '2', '4', '#VALUE!']],
    ['up', ['4', '2', '2', '1', '']],
    ['mine', ['185', '90', '185', '80', '0']],
    ['same', ['2', '1', '2', '1', '1']],
    ['big', ['3', '3', '3', '3', '3']],
    ['like', ['185', '185', '185', '185', '185']],
    ['mean', ['85', '85', '85', '85', '85']],
    ['found', ['90', '90', '90', '90', '90']],
    ['none', ['无', '无', '无', '无', '无']],
    ['at', ['4', '4', '4', '4', '4']],
    ['third', ['90', '90', '90', '90', '90']],
    ['beyond', ['#REF!', '#REF!', '#REF!', '#REF!', '#REF!']],
    ['extent', ['15', '15', '15', '15', '15']],
  ])('%s', (column, texts) => {
    expect(all(column)).toEqual(texts)
  })

  test('are counted again after an edit', () => {
    calculation.apply(table.set('r4', 'a', 100))
    expect(all('rank')).toEqual(['2', '3', '3', '5', '1'])
    expect(calculation.number('r0', 'like')).toBe(285)
    calculation.apply(table.set('r4', 'k', '工业'))
    expect(calculation.number('r0', 'mine')).toBe(285)
    expect(calculation.apply(changeOf({ cells: [{ row: 'gone', column: 'a' }] }))).toEqual({ cells: [], columns: [] })
  })
})
