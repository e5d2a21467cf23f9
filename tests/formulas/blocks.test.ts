import { expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { PlainTable } from './support/plain-table.ts'

/** Everything that could go another way over a block than in a cell. */
const VALUES: readonly Scalar[] = [
  0,
  -0.0,
  1,
  -2.5,
  0.1,
  0.30000000000000004,
  1e308,
  -1e308,
  5e-324,
  1.005,
  2.675,
  null,
  '',
  '甲',
  '12',
  '8左右',
  '≥95',
  '[16]',
  '1—2',
  '——',
  '50%',
  true,
  false,
]

const FORMULAS = [
  '=[@a]+[@b]',
  '=[@a]-[@b]',
  '=[@a]-0.3',
  '=[@a]*[@b]',
  '=[@a]*1E+300',
  '=[@a]/[@b]',
  '=[@a]^[@b]',
  '=-[@a]',
  '=+[@a]',
  '=[@a]%',
  '=[@a]',
  '=[@a]&[@b]',
  '=IF([@a]>=[@b],[@a],[@b])',
  '=IF([@a]=0.3,"是",[@b])',
  '=IF([@a],[@b],0)',
  '=IF([@a]>0,[@a])',
  '=IF([@a]=[@b],[@a]+1,"不同")',
  '=ROUND([@a],2)',
  '=ROUND([@a]/[@b],1)',
  '=POWER([@a],[@b])',
  '=SQRT([@a])',
  '=ABS([@a]-[@b])',
  '=MOD([@a],[@b])',
  '=IFERROR([@a]/[@b],-1)*2',
  '=[@a]/SUM([b])*100',
  '=RANK([@a],[a])',
  '=RANK([@a],[b])+1',
  '=XLOOKUP([@a],[b],[a])',
  '=完成率([@a],[@b])',
  '=SUMIFS([a],[b],[@b],[a],"<"&[@a])',
]

// more rows than a block has
const pairs = VALUES.flatMap(a => VALUES.map(b => ({ a, b })))
const rows = [...pairs, ...pairs, ...pairs]

test.each(
  FORMULAS.flatMap(formula => [[formula, {}] as const, [formula, { decimals: 2, rounding: 'half-even' }] as const]),
)('[FML-59] %s with %j gives a block what it gives each cell', (formula, rounding) => {
  const table = new PlainTable([{ id: 'a' }, { id: 'b' }, { id: 'x', formula, ...rounding }], rows)
  const [atOnce, byCell] = [createCalculation(table).column('x'), createCalculation(table)]
  const different = table.rows.flatMap((row, at) => {
    const [block, cell] = [atOnce.at(at), byCell.value(row, 'x')]
    return JSON.stringify(block) === JSON.stringify(cell) ? [] : [{ ...rows[at], block, cell }]
  })
  expect(different).toEqual([])
})
