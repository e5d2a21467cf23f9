import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { NotExpressible } from '../../shared/formulas/excel/not-expressible.ts'
import { formulaToExcel } from '../../shared/formulas/to-excel.ts'
import { type ColumnSketch, PlainTable } from './support/plain-table.ts'

function excel(
  formula: string,
  cells: Readonly<Record<string, Scalar>> = {},
  policy: Partial<ColumnSketch> = {},
): string {
  const columns = ['a', 'b', 'd'].map(id => ({ id }))
  const table = new PlainTable([...columns, { id: 'c', formula: '=[@a]' }, { id: 'x', formula, ...policy }], [cells])
  const calculation = createCalculation(table)
  return formulaToExcel(table.structure.columns[4]!, table.structure, {
    cell: id => `${id.toUpperCase()}5`,
    column: id => `$${id.toUpperCase()}$5:$${id.toUpperCase()}$9`,
    value: id => calculation.value('r0', id),
  })
}

describe('[FML-60] formulas in plain Excel', () => {
  test.each([
    ['=[@a]+[@b]*2', 'A5+(B5*2)'],
    ['=SUM([a])', 'SUM($A$5:$A$9)'],
    ['=求和([@a]:[@d])', 'SUM(A5:D5)'],
    ['=IF([@a]="“x”",1,)', 'IF(A5="“x”",1,)'],
    ['="a""b"', '"a""b"'],
    ['=IFS([@a],1,[@b],2)', 'IF(A5,1,IF(B5,2,NA()))'],
    ['=累计([@a],[@b])', 'IF(AND(ISNUMBER(A5),ISNUMBER(B5)),B5-A5,"")'],
    ['=累计([@c],[@b])', 'IF(AND(ISNUMBER(C5),ISNUMBER(B5)),B5-C5,IF(ISERROR(C5),C5,""))'],
    ['=年均增速([@a],[@b],5)', 'IF(AND(ISNUMBER(A5),ISNUMBER(B5)),((B5/A5)^(1/5)-1)*100,"")'],
    ['=序时进度([@a])', 'IF(ISNUMBER(A5),A5/12*100,"")'],
    [
      '=占比([@a],SUM([a]))',
      'IF(AND(ISNUMBER(A5),ISNUMBER(SUM($A$5:$A$9))),A5/SUM($A$5:$A$9)*100,IF(ISERROR(SUM($A$5:$A$9)),SUM($A$5:$A$9),""))',
    ],
    ['=XLOOKUP([@a],[a],[b])', 'INDEX($B$5:$B$9,MATCH(A5,$A$5:$A$9,0))'],
    ['=TRUNC([@a],1)', 'TRUNC(ROUND(A5,10),1)'],
    ['=SUM([a]*[@b])', 'SUMPRODUCT(SUM($A$5:$A$9*B5))'],
    ['=AND([a]>1)', '(SUMPRODUCT(AND($A$5:$A$9>1)*1)=1)'],
    ['=SUMPRODUCT(([a]=1)*[b])', 'SUMPRODUCT(($A$5:$A$9=1)*$B$5:$B$9)'],
    ['=STDEV.S([a])', 'STDEV($A$5:$A$9)'],
    ['=SWITCH([@a],1,"一","其他")', 'IF(A5=1,"一","其他")'],
    ['=IFNA([@a],0)', 'IF(ISNA(A5),0,A5)'],
    ['=MAXIFS([a],[b],1)', '_xlfn.MAXIFS($A$5:$A$9,$B$5:$B$9,1)'],
    ['=排名([@a],[a],"越低越好")', 'IF(ISNUMBER(A5),RANK(A5,$A$5:$A$9,1),"")'],
    ['=目标路径([@a],[@b],5,2,"等差")', 'IF(AND(ISNUMBER(A5),ISNUMBER(B5)),A5+(B5-A5)*2/5,"")'],
    ['=XLOOKUP([@a],[a],[b],,2)', 'INDEX($B$5:$B$9,MATCH(A5,$A$5:$A$9,0))'],
    ['=[@没有]', '#REF!'],
    ['=1+', '#NAME?'],
    ['=[@x]', '#REF!'],
    ['', '""'],
  ])('%s is %s', (formula, expected) => {
    expect(excel(formula)).toBe(expected)
  })
})

describe('[FML-61] the rounding policy goes where the number arises', () => {
  const two = { decimals: 2 } as const
  test.each([
    ['half-up', 'IF(ISNUMBER(A5),ROUND(A5/12*100,2),"")'],
    ['truncate', 'IF(ISNUMBER(A5),TRUNC(ROUND(A5/12*100,10),2),"")'],
    ['none', 'IF(ISNUMBER(A5),A5/12*100,"")'],
  ] as const)('%s', (rounding, expected) => {
    expect(excel('=序时进度([@a])', {}, { ...two, rounding })).toBe(expected)
  })

  test('inside branches; texts stay, cells are asked first', () => {
    expect(excel('=IF([@a]>1,"高",IF([@b]>1,[@b],[@a]/3))', {}, { ...two, rounding: 'half-up' })).toBe(
      'IF(A5>1,"高",IF(B5>1,IF(ISNUMBER(B5),ROUND(B5,2),B5),ROUND(A5/3,2)))',
    )
  })
})

describe('[FML-62] qualifiers are written into each row', () => {
  const judged = (target: Scalar, direction: string) => excel(`=达标([@a],[@b],"${direction}")`, { a: 1, b: target })
  const inside = (condition: string) => `IF(AND(ISNUMBER(A5),ISNUMBER(B5)),IF(${condition},"完成","未完成"),"")`
  test.each([
    ['突破 200', '越高越好', inside('A5>B5')],
    ['≤67.63', '越低越好', inside('ROUND(A5,2)<=B5')],
    [160, '越低越好', inside('A5<=B5')],
    [160, '越高越好', inside('A5>=B5')],
    ['35 左右', '越高越好', inside('A5>=ROUND(B5-MAX(ABS(B5)*0.02,0.5),10)')],
    ['10:54:36', '越高越好', '"不评判"'],
  ] as const)('%s, %s', (target, direction, expected) => {
    expect(judged(target, direction)).toBe(expected)
  })
})

test('[FML-60] a name with a star in it is looked for as it stands', () => {
  expect(excel('=XMATCH([@d],[d])', { d: '产值*' })).toContain('SUBSTITUTE(D5,"~","~~")')
})

test.each(['=TEXTJOIN("",TRUE,[a]&"x")', '=XLOOKUP("x",[a],[b],"",-1)', '=XLOOKUP([@a],[a],[b],"",[@b])'])(
  '[FML-63] %s has no plain form',
  formula => {
    expect(() => excel(formula)).toThrow(NotExpressible)
  },
)

test('[FML-63] a formula that Excel could not hold is refused, quickly', () => {
  const nested = `=${'年均增速('.repeat(40)}[@a]${',[@b],[@d])'.repeat(40)}`
  expect(() => excel(nested)).toThrow(NotExpressible)
  const branches = `=${'IF([@a],1,'.repeat(60)}[@b]${')'.repeat(60)}`
  expect(excel(branches, {}, { decimals: 2, rounding: 'half-up' }).match(/IF\(A5/g)).toHaveLength(60)
})
