import { type Computed, type Figures, FORMULAS } from './figures-table.ts'

/** The entered columns, A to F; the computed ones follow in their order. */
const ENTERED = ['plan', 'done', 'years', 'key', 'code', 'price'] as const

/** Where a column stands in a sheet without a head, from 0. */
export const enteredAt = (id: 'plan' | 'done'): number => ENTERED.indexOf(id)
export const computedAt = (id: Computed): number => ENTERED.length + FORMULAS.findIndex(([computed]) => computed === id)

/** A computed cell in plain Excel, as the engines like it best: one sum for all rows, no blank cells below the thousand keys. */
export function excelFormula(id: Computed, row: number, { plan, code }: Figures): string {
  const n = row + 1
  const [rows, keys] = [plan.length, code.length]
  switch (id) {
    case 'rate':
      return `=B${n}/A${n}*100`
    case 'gap':
      return `=B${n}-A${n}`
    case 'weighted':
      return `=B${n}*1.08+A${n}/2-3`
    case 'over':
      return `=IF(B${n}>=A${n},B${n}-A${n},0)`
    case 'growth':
      return `=(POWER(B${n}/A${n},1/C${n})-1)*100`
    case 'rounded':
      return `=ROUND(G${n},2)`
    case 'share':
      return `=B${n}/Q$1*100`
    case 'rank':
      return `=RANK(B${n},B$1:B$${rows})`
    case 'price':
      return `=INDEX(F$1:F$${keys},MATCH(D${n},E$1:E$${keys},0))`
    case 'amount':
      return `=B${n}*O${n}`
  }
}

/** Q */
export const SUM_AT = ENTERED.length + FORMULAS.length
/** What stands in Q1, behind the computed cells of the first row. */
export const columnSum = ({ done }: Figures): string => `=SUM(B$1:B$${done.length})`

/** The entered figures of a row; null where the thousand keys have ended. */
export const enteredRow = (row: number, figures: Figures): readonly (number | null)[] =>
  ENTERED.map(id => figures[id][row] ?? null)
