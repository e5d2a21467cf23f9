import type { TableStructure } from '../tables/structure.ts'
import type { ErrorCode, FormulaError } from './cell-value.ts'
import { binder } from './language/bind.ts'
import { parseFormula } from './language/parser.ts'
import { structureFormulas } from './language/structure-formulas.ts'
import type { Span } from './language/token.ts'
import type { OtherTables } from './workspace/other-tables.ts'

/** What is wrong with a formula somebody is writing. */
export interface FormulaIssue {
  readonly code: ErrorCode
  /** offsets into the formula, `end` exclusive */
  readonly position: Span
  /** i18n keys, with `params`: what is wrong, and what to do about it */
  readonly key: `formula.error.${string}.says`
  readonly todoKey: `formula.error.${string}.todo`
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * The first thing wrong with a formula, or null. Never throws. With `columnId`, the column that the formula is for,
 * circles are found too; without `others`, what it reads of other tables is taken on trust.
 */
export function formulaIssue(
  source: string,
  structure: TableStructure,
  columnId?: string,
  others?: OtherTables,
): FormulaIssue | null {
  const parsed = parseFormula(source)
  if (!parsed.ok) return issue(parsed.error, parsed.span)
  const [first] = binder(structure, others)(parsed.node).issues
  if (first !== undefined) return issue(first.error, first.span)
  if (columnId === undefined) return null
  const columns = structure.columns.map(column =>
    column.id === columnId ? { ...column, type: 'computed' as const, formula: source } : column,
  )
  const error = structureFormulas({ ...structure, columns }, others).formulas.get(columnId)?.error
  return error == null ? null : issue(error, { start: 0, end: source.length })
}

const issue = (error: FormulaError, span: Span): FormulaIssue => ({
  code: error.code,
  position: { start: span.start, end: span.end },
  key: `formula.error.${error.detail}.says`,
  todoKey: `formula.error.${error.detail}.todo`,
  params: error.params ?? {},
})
