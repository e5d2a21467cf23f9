import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { NotExpressible } from '../../shared/formulas/excel/not-expressible.ts'
import { formulaIssue } from '../../shared/formulas/formula-issue.ts'
import { functionCatalogue } from '../../shared/formulas/functions/catalogue.ts'
import { formulaToExcel } from '../../shared/formulas/to-excel.ts'
import { PlainTable } from './support/plain-table.ts'

const PIECES = [
  ...functionCatalogue.map(({ name }) => `${name}(`),
  ...[
    '(',
    ')',
    ',',
    '，',
    '+',
    '-',
    '*',
    '/',
    '^',
    '%',
    '&',
    '=',
    '<>',
    '<=',
    '>',
    ':',
    ' ',
    '"',
    '“文”',
    '"x"',
    '[',
    ']',
  ],
  ...[
    '[@a]',
    '[a]',
    '[@b]',
    '[b]',
    '[@x]',
    '[@a]:[@b]',
    '表[a]',
    '[@没有]',
    '#N/A',
    '#',
    'TRUE',
    '1',
    '0',
    '2.5',
    '1e308',
    '-1',
    '{',
    '😀',
    "'",
  ],
]
const CELLS = [
  { a: 1, b: '8左右' },
  { a: '——', b: null },
  { a: 'x', b: '8:41:51' },
]
const parameters = { seed: Number(process.env.FUZZ_SEED ?? 20_261_122) }

function exercise(formula: string): void {
  const table = new PlainTable(
    [{ id: 'a' }, { id: 'b' }, { id: 'x', formula, decimals: 2, rounding: 'half-even' }],
    CELLS,
  )
  const issue = formulaIssue(formula, table.structure, 'x')
  if (issue !== null) expect(issue.position.start).toBeLessThanOrEqual(issue.position.end)
  const calculation = createCalculation(table)
  for (const row of table.rows) {
    const value = calculation.value(row, 'x')
    if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
    expect(calculation.text(row, 'x')).toBeTypeOf('string')
    calculation.explain(row, 'x')
    calculation.apply(table.set(row, 'a', 2))
    try {
      formulaToExcel(table.structure.columns[2]!, table.structure, {
        cell: id => `${id.toUpperCase()}5`,
        column: id => `${id.toUpperCase()}5:${id.toUpperCase()}7`,
        value: id => calculation.value(row, id),
      })
    } catch (failure) {
      expect(failure).toBeInstanceOf(NotExpressible)
    }
  }
}

test('[FML-6] token soup never throws out of the engine', () => {
  const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map(pieces => `=${pieces.join('')}`)
  fc.assert(fc.property(soup, exercise), { numRuns: 3000, ...parameters })
})

test('[FML-6] nor does any text at all', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }).map(text => `=${text}`),
      exercise,
    ),
    { numRuns: 500, ...parameters },
  )
})

test('[FML-6] nor do calls with any values', () => {
  const argument = fc.constantFrom(
    '[@a]',
    '[@b]',
    '[a]',
    '[@a]:[@b]',
    '1',
    '0',
    '-1',
    '1e9',
    '1e308',
    '"x"',
    '"*"',
    '',
    'TRUE',
    '1/0',
  )
  const call = fc
    .tuple(fc.constantFrom(...functionCatalogue), fc.array(argument, { maxLength: 4 }))
    .map(([{ name }, args]) => `=${name}(${args.join(',')})`)
  fc.assert(fc.property(call, exercise), { numRuns: 3000, ...parameters })
})

test.each([
  ['parentheses', `=${'('.repeat(4000)}1`],
  ['signs', `=${'-'.repeat(8000)}1`],
  ['percents', `=1${'%'.repeat(8000)}`],
  ['a long sum', `=1${'+1'.repeat(4000)}`],
  ['brackets', `=${'['.repeat(8000)}`],
  ['quotes', `=${'"'.repeat(8001)}`],
  ['calls', `=${'IF(TRUE,'.repeat(900)}1`],
  ['calls whose Excel form grows', `=${'年均增速('.repeat(60)}[@a]${',[@a],[@a])'.repeat(60)}`],
  ['wildcards', `=COUNTIF([a],"${'*a'.repeat(500)}b")`],
])('[FML-7] %s piled up end in an error, not in a crash', (_, formula) => {
  exercise(formula)
})
