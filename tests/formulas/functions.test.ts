import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { findFunction, functionCatalogue } from '../../shared/formulas/functions/catalogue.ts'
import { shown } from './support/evaluate.ts'
import { indicatorTable } from './support/indicator-table.ts'

type Case = readonly [
  formula: string,
  expected: string | number | boolean | null,
  cells?: Readonly<Record<string, Scalar>>,
]

const tables: Readonly<Record<string, readonly Case[]>> = {
  '[FML-20] aggregates skip texts and blanks in cells, coerce what is written': [
    ['=SUM(1,"2",TRUE)', 4],
    ['=SUM([@a]:[@d])', 4, { a: 1, b: '文字', c: null, d: 3 }],
    ['=SUM([@a],[@b])', 1, { a: 1, b: '——' }],
    ['=SUM("x")', '#VALUE!'],
    ['=AVERAGE([@a]:[@c])', 2, { a: 1, b: null, c: 3 }],
    ['=AVERAGE([@a])', '#DIV/0!', { a: '——' }],
    ['=COUNT([@a]:[@d],"3","x")', 3, { a: 1, b: '文字', c: null, d: '8左右' }],
    ['=COUNTA([@a]:[@d])', 3, { a: 1, b: '文字', c: null, d: '——' }],
    ['=MIN([@a]:[@c])', -2, { a: 1, b: -2, c: 3 }],
    ['=MAX([@a]:[@c])', 3, { a: 1, b: -2, c: 3 }],
    ['=MAX([@a])', 0, { a: '文字' }],
    ['=求和(1,2)', 3],
    ['=SUM(0.1,0.2,0.3)=0.6', true],
  ],
  '[FML-21] rounding works on the digits shown': [
    ['=ROUND(1.005,2)', 1.01],
    ['=ROUND(-2.5,0)', -3],
    ['=ROUND(1234.5,-2)', 1200],
    ['=ROUNDUP(1.001,2)', 1.01],
    ['=ROUNDUP(-1.1,0)', -2],
    ['=ROUNDUP(40-26.4,1)', 13.6],
    ['=ROUNDUP(1.2,2)', 1.2],
    ['=ROUNDDOWN(0.29*100,0)', 29],
    ['=TRUNC(70.1166,2)', 70.11],
    ['=TRUNC(-1.9)', -1],
    ['=INT(-1.1)', -2],
    ['=INT(0.29*100)', 29],
    ['=ABS(-3)', 3],
    ['=MOD(-3,2)', 1],
    ['=MOD(3,-2)', -1],
    ['=MOD(3,0)', '#DIV/0!'],
    ['=POWER(2,10)', 1024],
    ['=SQRT(9)', 3],
    ['=SQRT(-1)', '#NUM!'],
  ],
  '[FML-22] conditions': [
    ['=IF([@a]>0,"正","非正")', '正', { a: 1 }],
    ['=IF(FALSE,1)', false],
    ['=IF(TRUE,,2)', 0],
    ['=IF("x",1,2)', '#VALUE!'],
    ['=IF("true",1,2)', 1],
    ['=IFS([@a]>5,"高",[@a]>2,"中",TRUE,"低")', '中', { a: 3 }],
    ['=IFS(FALSE,1)', '#N/A'],
    ['=AND(1,TRUE)', true],
    ['=AND(TRUE,0)', false],
    ['=OR(FALSE,0)', false],
    ['=OR(FALSE,1/0)', '#DIV/0!'],
    ['=NOT(0)', true],
    ['=ISNUMBER(1/0)', false],
    ['=ISBLANK([@a])', true, { a: null }],
    ['=ISBLANK([@a])', false, { a: '——' }],
    ['=ISERROR(SQRT(-1))', true],
    ['=ISTEXT("")', true],
    ['=N("x")', 0],
    ['=N(TRUE)', 1],
    ['=VALUE("1,234.5")', 1234.5],
    ['=VALUE("8左右")', '#VALUE!'],
  ],
  '[FML-23] texts': [
    ['=CONCAT("a",1,TRUE)', 'a1TRUE'],
    ['=CONCATENATE([@a],[@b])', '甲8', { a: '甲', b: '8左右' }],
    ['=LEN("赣县区")', 3],
    ['=LEFT("赣县区",2)', '赣县'],
    ['=LEFT("赣县区")', '赣'],
    ['=RIGHT("赣县区",1)', '区'],
    ['=RIGHT("赣县区",0)', ''],
    ['=MID("赣县区",2,5)', '县区'],
    ['=MID("x",0,1)', '#VALUE!'],
    ['=TRIM("  a   b ")', 'a b'],
    ['=TEXT(1234.567,"#,##0.00")', '1,234.57'],
    ['=TEXT(0.1234,"0.0%")', '12.3%'],
    ['=TEXT(5,"000")', '005'],
    ['=TEXT(-5.5,"0.00;(0.00)")', '(5.50)'],
    ['=TEXT(0,"0;-0;零")', '零'],
    ['=TEXT(12,"0\\"亿元\\"")'.replaceAll('\\"', '""'), '12亿元'],
    ['=TEXT(1.5,"0.##")', '1.5'],
    ['=TEXT(DATE(2024,5,1),"yyyy-mm-dd")', '2024-05-01'],
    ['=TEXT(DATE(2024,5,1),"yyyy年m月d日")', '2024年5月1日'],
    ['=TEXT("x","0")', 'x'],
    ['=TEXT(-0.001,"0.00")', '0.00'],
  ],
  '[FML-24] dates': [
    ['=DATE(2024,2,30)', 45352],
    ['=MONTH(DATE(2024,14,1))', 2],
    ['=YEAR("2021-08-16")', 2021],
    ['=MONTH([@a])', 6, { a: '2022年6月' }],
    ['=MONTH("x")', '#VALUE!'],
    ['=YEAR("2021-02-30")', '#VALUE!'],
    ['=MONTH(-1)', '#NUM!'],
  ],
  '[FML-30] planning functions': [
    ['=ROUND(年均增速([@a],[@b],5),2)', 7.94, { a: 83.28, b: 122 }],
    ['=年均增速([@a],[@b],5)', '', { a: '——', b: 122 }],
    ['=年均增速([@a],[@b],5)', '', { a: null, b: 122 }],
    ['=年均增速([@a],[@b],5)', '', { a: '8:41:51', b: 122 }],
    ['=年均增速(0,1,5)', '#DIV/0!'],
    ['=年均增速(-1,1,5)', '#NUM!'],
    ['=年均增速(1/0,1,5)', '#DIV/0!'],
    ['=累计([@a],[@b])', '[13.6]', { a: 26.4, b: 40 }],
    ['=累计([@a],[@b])', '[-0.23]', { a: 2.6, b: 2.37 }],
    ['=累计([@a],[@b])+1', 14.6, { a: 26.4, b: 40 }],
    ['=ROUND(完成率(58.33,83.19),4)', 70.1166],
    ['=完成率(130,160,"越低越好")', 123.076923076923],
    ['=完成率(160,200,"越高越好")', 80],
    ['=完成率(160,200,"不评判")', 80],
    ['=完成率(1,2,"横着好")', '#VALUE!'],
    ['=完成率(1,0)', '#DIV/0!'],
    ['=完成率([@a],1)', '', { a: '保持稳定' }],
    ['=ROUND(序时进度(5),2)', 41.67],
    ['=超序时(70.11,41.67)', 28.44],
    ['=占比(13,52)', 25],
    ['=ROUND(同比(4.37,1.07),1)', 308.4],
    ['=同比(-1,-2)', 50],
    ['=差口(90,100)', 10],
    ['=差口(110,100)', 0],
    ['=差口(110,100,"lower")', 10],
    ['=CAGR(100,121,2)', 10],
  ],
  '[FML-33] growth in percent and in points, and over a whole period': [
    ['=ROUND(环比(110,100),6)', 10],
    ['=环比(1,0)', '#DIV/0!'],
    ['=同比百分点(6.5,7.2)', -0.7],
    ['=同比百分点([@a],1)', '', { a: '——' }],
    ['=累计增速(80,120)', '[50]'],
    ['=累计至([@a]:[@d],3)', 6, { a: 1, b: 2, c: 3, d: 4 }],
    ['=累计至([@a]:[@c],2)', '', { a: null, b: '——', c: 3 }],
    ['=累计至([@a]:[@b],3)', '#VALUE!', { a: 1, b: 2 }],
  ],
  '[FML-34] 目标路径 leads from the first figure to the target': [
    ['=ROUND(目标路径(100,161.051,5,1),6)', 110],
    ['=ROUND(目标路径(100,161.051,5,5),6)', 161.051],
    ['=目标路径(100,150,5,2,"等差")', 120],
    ['=目标路径(100,150,5,2,"linear")', 120],
    ['=目标路径(100,150,5,0)', 100],
    ['=目标路径(-100,150,5,2)', '#NUM!'],
    ['=目标路径(-100,150,5,2,"等差")', 0],
    ['=目标路径(0,150,5,2)', '#DIV/0!'],
    ['=目标路径(100,[@t],5,2)', '', { t: '保持稳定' }],
    ['=目标路径(100,150,0,2)', '#DIV/0!'],
    ['=目标路径(100,150,5,2,"曲线")', '#VALUE!'],
  ],
  '[FML-24] days are counted as in Excel, its leap day of 1900 included': [
    ['=DATE(1900,1,1)', 1],
    ['=DATE(1900,2,28)', 59],
    ['=DATE(1900,3,1)', 61],
    ['=DAY(60)', 29],
    ['=MONTH(0)', 1],
    ['=DAY(0)', 0],
    ['=WEEKDAY(1)', 1],
    ['=EDATE("2024-01-31",1)', 45351],
    ['=DATEDIF("2020-01-31","2020-03-01","MD")', 1],
    ['=WEEKNUM("2024-12-31")', 53],
    ['=ISOWEEKNUM("2024-12-31")', 1],
    ['=NETWORKDAYS("2024-10-01","2024-10-31",[@h])', 22, { h: '2024-10-01' }],
    ['=WORKDAY("2024-09-30",1,[@h])', 45567, { h: '2024-10-01' }],
    ['=MONTH("2024-13-01")', '#VALUE!'],
  ],
  '[FML-25] Excel’s answers where LibreOffice has others': [
    ['=MROUND(-10,3)', '#NUM!'],
    ['=FIND("","abc")', 1],
    ['=UNICHAR(0)', '#VALUE!'],
    ['=CHAR(200)', '#VALUE!'],
    ['=CODE("县")', '#VALUE!'],
    ['=UNICODE("县")', 21439],
    ['=ERROR.TYPE(SQRT(-1))', 6],
    ['=TEXT(45322,"aaaa")', '星期三'],
    ['=RANK(5,[a])', '#N/A', { a: 1 }],
    ['="2024-05-01"+1', '#VALUE!'],
    ['=CEILING(7,-5)', '#NUM!'],
    ['=CEILING(0.3,0.1)', 0.3],
    ['=FLOOR(0.7*10,1)', 7],
  ],
  '[FML-26] whole columns row by row': [
    ['=SUM([a]*[b])', 6, { a: 2, b: 3 }],
    ['=SUM([a]*[b])', 0, { a: null, b: 3 }],
    ['=SUM([a]*[b])', '#VALUE!', { a: '——', b: 3 }],
    ['=SUMPRODUCT([a],[b])', 0, { a: '——', b: 3 }],
    ['=SUMPRODUCT([a]>1,[b])', 0, { a: 2, b: 3 }],
    ['=SUMPRODUCT(([a]>1)*[b])', 3, { a: 2, b: 3 }],
    ['=SUM(ROUND([a]/3,1))', 0.7, { a: 2 }],
    ['=MAX([a]-[@b])', -1, { a: 2, b: 3 }],
    ['=AND([a]>1)', true, { a: 2 }],
    ['=SUM([a]*SUM([b]*2))', 12, { a: 2, b: 3 }],
    ['=[a]*2', '#VALUE!', { a: 2 }],
    ['=ABS([a])', '#VALUE!', { a: 2 }],
    ['=SUM(YEAR([a]))', '#VALUE!', { a: 2 }],
    ['=SUM([@a]:[@b]*2)', '#VALUE!', { a: 2, b: 3 }],
    ['=IFERROR(SUM([a]*[b]),"无")', '无', { a: '——', b: 3 }],
  ],
  '[FML-27] conditions over ranges': [
    ['=COUNTIF([a],"8*")', 0, { a: 8 }],
    ['=COUNTIF([a],"*")', 1, { a: '——' }],
    ['=COUNTIF([a],"~*")', 1, { a: '*' }],
    ['=COUNTIF([a],"ABC")', 1, { a: 'abc' }],
    ['=COUNTIF([a],"<>")', 0, { a: null }],
    ['=COUNTIF([a],">=8")', 1, { a: '8左右' }],
    ['=SUMIFS([a],[b],">1",[c],"甲")', 5, { a: 5, b: 2, c: '甲' }],
    ['=SUMIFS([a],[b],">1",[c],"乙")', 0, { a: 5, b: 2, c: '甲' }],
    ['=SUMIFS([a],[b],1/0)', '#DIV/0!', { a: 5, b: 2 }],
    ['=SUMIFS([a],[@b]:[@c],1)', '#VALUE!', { a: 5, b: 2, c: 1 }],
    ['=COUNTIFS([@a]:[@c],">1",[@a]:[@c],"<3")', 1, { a: 1, b: 2, c: 3 }],
    ['=SUMIFS([a],[b])', '#SYNTAX!', { a: 1, b: 1 }],
    ['=COUNTIFS([a],1,[b])', '#VALUE!', { a: 1, b: 1 }],
    ['=AVERAGEIFS([a],[b],9)', '#DIV/0!', { a: 1, b: 1 }],
    ['=MAXIFS([a],[b],9)', 0, { a: 1, b: 1 }],
  ],
  '[FML-28] choices evaluate only what they need': [
    ['=CHOOSE(2,1/0,5)', 5],
    ['=SWITCH("B","a",1/0,"b",2)', 2],
    ['=SWITCH(1,2,3)', '#N/A'],
    ['=IFNA(1/0,1)', '#DIV/0!'],
    ['=IFNA(NA(),1/0)', '#DIV/0!'],
    ['=TRUE()', true],
    ['=XLOOKUP(5,[a],[a],"无",-1)', 3, { a: 3 }],
    ['=XLOOKUP(5,[a],[a],"无",3)', '#VALUE!', { a: 3 }],
    ['=XLOOKUP("x",[a],[a],"无",-1)', '无', { a: 3 }],
  ],
  '[FML-31] 达标 judges by qualifier and direction': [
    ['=达标([@a],[@t],"越高越好")', '完成', { a: 202.28, t: '突破 200' }],
    ['=达标([@a],[@t],"越高越好")', '未完成', { a: 200, t: '突破 200' }],
    ['=达标([@a],[@t],"越低越好")', '完成', { a: 66.2, t: '≤67.63' }],
    ['=达标([@a],[@t],"越低越好")', '完成', { a: 130, t: 160 }],
    ['=达标([@a],[@t],"higher")', '未完成', { a: 26.3, t: 33.13 }],
    ['=达标([@a],[@t],"不评判")', '不评判', { a: '11.9:30.8:57.3', t: '10:54:36' }],
    ['=达标([@a],[@t],"越高越好")', '', { a: null, t: 160 }],
    ['=达标([@a],[@t],"越高越好")', '', { a: 1, t: '——' }],
    ['=达标([@a],[@t],[@d])', '', { a: 1, t: 1, d: null }],
    ['=达标(1,1,"什么")', '#VALUE!'],
  ],
  '[FML-32] 相符 compares at the printed digits': [
    ['=相符(7.94,[@p])', '相符', { p: '8 左右' }],
    ['=相符(8.2,[@p])', '口径待核', { p: '7.8 左右' }],
    ['=相符(1.9993,[@p])', '相符', { p: '2 以上' }],
    ['=相符(13.6,[@p])', '相符', { p: '[13.6]' }],
    ['=相符(13.7,[@p])', '口径待核', { p: '[13.6]' }],
    ['=相符("",[@p])', '', { p: '8左右' }],
    ['=相符(1,[@p])', '', { p: '保持稳定' }],
  ],
}

for (const [title, cases] of Object.entries(tables))
  describe(title, () => {
    for (const [formula, expected, cells = {}] of cases)
      test(`${formula} is ${expected}`, () => {
        expect(shown(formula, cells)).toBe(expected)
      })
  })

describe('[FML-40] the catalogue', () => {
  test('no two functions share a name', () => {
    const names = functionCatalogue.flatMap(({ name, aliases }) => [name, ...aliases]).map(name => name.toUpperCase())
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    for (const name of names) expect(findFunction(name.toLowerCase())).toBeDefined()
  })

  test.each(functionCatalogue.map(definition => [definition.name, definition] as const))(
    '%s is explained in both languages',
    (_, definition) => {
      expect(definition.aliases.length).toBeGreaterThan(0)
      for (const wording of [definition.explains, ...definition.parameters.map(({ name }) => name)]) {
        expect(wording.zh).not.toBe('')
        expect(wording.en).not.toBe('')
      }
    },
  )

  test('holds the functions of everyday', () => {
    expect(functionCatalogue.length).toBeGreaterThanOrEqual(120)
  })

  test.each(functionCatalogue.map(({ name, example }) => [name, example] as const))(
    '%s has an example that works: %s',
    (name, example) => {
      expect(example).toContain(`${name}(`)
      const table = indicatorTable([{ id: '结果', formula: `=${example}` }])
      const calculation = createCalculation(table)
      expect(calculation.columnError('结果')).toBeNull()
      for (const row of table.rows) expect(calculation.value(row, '结果')).not.toMatchObject({ kind: 'error' })
    },
  )
})
