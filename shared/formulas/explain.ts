import { printNumber } from '../values/print.ts'
import type { Explanation } from './calculation.ts'
import type { CellValue } from './cell-value.ts'
import type { Tally } from './evaluate/tally.ts'
import { isForeign } from './language/foreign-key.ts'
import type { ColumnFormula } from './language/structure-formulas.ts'

interface Sources {
  title(columnId: string): string
  /** of the explained row */
  text(columnId: string): string
  tally(columnId: string): Tally | undefined
}

/** The formula, what it read and what came out. A whole column stands there as its sum and how many numbers it holds. */
export function explainCell(formula: ColumnFormula, result: CellValue, sources: Sources): Explanation {
  const { row, whole } = formula.dependencies
  const cells = [...row].map(columnId => ({ columnId, title: sources.title(columnId), text: sources.text(columnId) }))
  // where a column of another table comes from is told by whoever may know it
  const columns = [...whole]
    .filter(columnId => !isForeign(columnId))
    .map(columnId => ({
      columnId,
      title: `[${sources.title(columnId)}]`,
      text: summary(sources.tally(columnId)),
    }))
  return {
    formula: formula.source,
    inputs: [...cells, ...columns],
    result,
    rounding: formula.column.rounding ?? 'none',
    decimals: formula.column.decimals ?? null,
  }
}

function summary(tally: Tally | undefined): string {
  if (tally === undefined) return ''
  if (tally.error !== null) return tally.error.code
  return tally.numbers === 0 ? '' : `Σ ${printNumber(tally.sum)} (${tally.numbers})`
}
