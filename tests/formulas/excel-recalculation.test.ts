import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { type ColumnSketch, PlainTable } from './support/plain-table.ts'
import { bothAnswers, hasLibreOffice } from './support/recalculate.ts'

const FORMULAS: readonly (string | readonly [string, Partial<ColumnSketch>])[] = [
  '=[@a]-[@b]',
  '=-[@a]^2',
  '=2^3^2',
  '=[@a]&"|"&[@b]',
  '=[@a]>[@b]',
  '=[@k]="ABC"',
  '=[@a]*50%',
  '=SUM([a])',
  '=SUM([@a]:[@t])',
  '=AVERAGE([b])',
  '=COUNT([t])',
  '=COUNTA([t])',
  '=MIN([a])',
  '=MAX([t])',
  '=ROUND([@a],1)',
  '=ROUNDUP([@a],1)',
  '=ROUNDDOWN([@a],1)',
  '=TRUNC([@b]*100)',
  '=INT([@a]*10)',
  '=MOD([@a],3)',
  '=SQRT([@a])',
  '=POWER([@a],0.5)',
  '=IFS([@a]>50,"高",[@a]>10,"中",TRUE,"低")',
  '=IFERROR([@a]/[@b],"无")',
  '=AND([@a]>1,[@b]>1)',
  '=OR([@a]>100,ISBLANK([@b]))',
  '=ISNUMBER([@t])',
  '=ISTEXT([@t])',
  '=CONCAT([@k],[@a],"x")',
  '=CONCAT([@a]:[@k])',
  '=LEN([@k])',
  '=LEFT([@k],2)&RIGHT([@k],1)&MID([@k],2,1)',
  '=TEXT([@a],"#,##0.00")',
  '=TEXT([@a],"0%")',
  '=MONTH(DATE(2022,[@a],1))',
  '=SUMIF([k],[@k],[a])',
  '=COUNTIF([a],">20")',
  '=COUNTIF([k],"a*")',
  '=AVERAGEIF([k],"<>abc",[a])',
  '=RANK([@a],[a])',
  '=RANK([@a],[a],1)',
  '=XLOOKUP([@k],[k],[b])',
  '=XLOOKUP("无此",[k],[b],"—")',
  '=MATCH([@k],[k],0)',
  '=INDEX([a],2)',
  '=N([@t])+1',
  ['=[@a]/7', { decimals: 2, rounding: 'half-up' }],
  ['=[@a]/7', { decimals: 2, rounding: 'truncate' }],
  ['=[@a]/8', { decimals: 2, rounding: 'half-even' }],
  ['=[@a]*1', { decimals: 0, rounding: 'half-even' }],
  ['=IF([@a]>20,[@t],[@a]/3)', { decimals: 1, rounding: 'truncate' }],
  ['=-[@b]*100', { decimals: 0, rounding: 'truncate' }],
  ['=年均增速([@b],[@a],5)', { decimals: 2, rounding: 'half-up' }],
  '=累计([@a],[@b])',
  ['=完成率([@a],[@b])', { decimals: 2, rounding: 'truncate' }],
  '=完成率([@a],[@b],[@d])',
  '=差口([@a],[@b],[@d])',
  '=序时进度([@b])',
  '=超序时([@a],[@b])',
  ['=占比([@a],SUM([a]))', { decimals: 2, rounding: 'half-up' }],
  '=同比([@a],[@b])',
  '=达标([@a],[@t],[@d])',
  '=达标([@b],[@t],"越高越好")',
  '=达标([@b],[@t],"越低越好")',
  '=相符([@a],[@t])',
  '=相符([@b],[@t])',
]

const row = (a: Scalar, b: Scalar, t: Scalar, k: string, d: Scalar) => ({ a, b, t, k, d })
const ROWS = [
  row(40, 26.4, '8左右', 'abc', '越高越好'),
  row(12.5, 0.29, '≥0.29', 'ABd', '越低越好'),
  row(2.5, 2.675, '突破 2', '工业', '不评判'),
  row(202.28, 300, '≤300', 'xyz', '越高越好'),
  row(8, '[8.3]', '8—9', 'abc', '越低越好'),
  row(66.2, 67.63, '67 以内', 'q', '越低越好'),
  row(3.5, 8, '8:41:51', 'abd', '越高越好'),
  row(1, 0.125, '保持稳定', 'z', '——'),
  row(11, 200.4, '200.5左右', 'y', '越低越好'),
]

/** LibreOffice writes 15 digits: the last one may be rounded the other way. */
const same = (mine: unknown, theirs: unknown): boolean =>
  typeof mine === 'number' && typeof theirs === 'number'
    ? Math.abs(mine - theirs) <= Math.abs(mine) * 1e-13
    : Object.is(mine, theirs)

describe.skipIf(!hasLibreOffice())('[FML-64] LibreOffice, recalculating the exported formulas', () => {
  test('arrives at the values of the screen', async () => {
    const computed = FORMULAS.map((entry, index): ColumnSketch => {
      const [formula, policy] = typeof entry === 'string' ? [entry, {}] : entry
      return { id: `f${index}`, title: `${formula} ${JSON.stringify(policy)}`, formula, ...policy }
    })
    const entered: readonly ColumnSketch[] = [
      { id: 'a' },
      { id: 'b' },
      { id: 't' },
      { id: 'k', type: 'text' },
      { id: 'd', type: 'choice' },
    ]
    const table = new PlainTable([...entered, ...computed], ROWS)
    const { ours, theirs } = await bothAnswers(table)
    const differences = [...ours].flatMap(([cell, mine]) => {
      const [row = '', id] = cell.split(':')
      const title = table.structure.columns.find(column => column.id === id)?.title
      return same(mine, theirs.get(cell))
        ? []
        : [{ row: Number(row.slice(1)), title, ours: mine, theirs: theirs.get(cell) }]
    })
    expect(differences).toEqual([])
  })
})
