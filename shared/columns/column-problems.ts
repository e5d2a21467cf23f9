import type { Scalar } from '../core/scalar.ts'
import { type FormulaIssue, formulaIssue } from '../formulas/formula-issue.ts'
import type { OtherTables } from '../formulas/workspace/other-tables.ts'
import type { ColumnCommand, ColumnProblemCode } from '../tables/column-command.ts'
import { type Column, TABLE_FACTS_ID, type TableStructure } from '../tables/structure.ts'

/** Why a command cannot be carried out. `column`: the one that it is about. */
export interface ColumnProblem {
  /** which of the commands, from 0 */
  readonly command: number
  readonly code: ColumnProblemCode
  readonly column: string
  /** of `formula-broken`: what is wrong with the formula, and where */
  readonly issue?: FormulaIssue
}
type Found = Omit<ColumnProblem, 'command'>

/** an official form that has more is none */
const MOST_COLUMNS = 500

/** An add-column has its id by now. */
export type OwnCommand =
  | Exclude<ColumnCommand, { kind: 'add-column' }>
  | (Extract<ColumnCommand, { kind: 'add-column' }> & { readonly id: string })

export const columnIdOf = (command: OwnCommand): string => (command.kind === 'add-column' ? command.id : command.column)

/** What stands in the way before anything is done: the column is not what the command takes it for. */
export function obstacles(
  facts: ReadonlyMap<string, Scalar>,
  { columns }: TableStructure,
  command: OwnCommand,
): readonly Found[] {
  const id = columnIdOf(command)
  const shown = (column: string) => columns.some(each => each.id === column)
  const problem = (code: ColumnProblemCode, column = id): Found => ({ code, column })
  const place = 'after' in command && command.after != null && !shown(command.after) ? [command.after] : []
  const misplaced = place.map(column => problem('unknown-column', column))
  switch (command.kind) {
    case 'add-column':
      // deleted ones count: their cells are still there, and would come up in the new column
      if (id === TABLE_FACTS_ID || [...facts.keys()].some(key => key.startsWith(`${id}:`))) return [problem('id-taken')]
      return columns.length >= MOST_COLUMNS ? [problem('too-many-columns')] : misplaced
    case 'restore-column':
      return facts.get(`${id}:deleted`) === true && facts.has(`${id}:order`) ? [] : [problem('not-deleted')]
    case 'change-column':
    case 'move-column':
    case 'delete-column':
      return shown(id) ? misplaced : [problem('unknown-column')]
  }
}

/** What is wrong with the table that the command makes; only with what the command has written. */
export function flaws(after: TableStructure, command: OwnCommand, others?: OtherTables): readonly Found[] {
  const id = columnIdOf(command)
  const column = after.columns.find(each => each.id === id)
  const problem = (code: ColumnProblemCode): Found => ({ code, column: id })
  const left = after.columns.some(({ hidden }) => !hidden) ? [] : [problem('no-column-left')]
  if (column === undefined || command.kind === 'move-column' || command.kind === 'delete-column') return left
  const facts = command.kind === 'restore-column' ? {} : command.facts
  const fresh = command.kind === 'add-column'
  const found = [...left]
  if ((fresh || facts.title !== undefined) && !facts.title?.trim()) found.push(problem('title-missing'))
  else if ((fresh || facts.title !== undefined || facts.group !== undefined) && isTwin(column, after.columns))
    found.push(problem('title-taken'))
  if ((facts.type !== undefined || facts.choices !== undefined) && column.type === 'choice' && !column.choices)
    found.push(problem('choices-missing'))
  if (facts.rounding && facts.rounding !== 'none' && column.decimals == null) found.push(problem('decimals-missing'))
  return column.type === 'computed' ? [...found, ...formulaFlaws(column, after, facts, others)] : found
}

function formulaFlaws(
  column: Column,
  after: TableStructure,
  facts: { readonly type?: unknown; readonly formula?: unknown },
  others: OtherTables | undefined,
): readonly Found[] {
  if (facts.type === undefined && facts.formula === undefined) return []
  if (!column.formula?.trim()) return [{ code: 'formula-missing', column: column.id }]
  const issue = formulaIssue(column.formula, after, column.id, others)
  return issue === null ? [] : [{ code: 'formula-broken', column: column.id, issue }]
}

/** Two columns under the same heads with the same title: neither a formula nor a person could tell them apart. */
const isTwin = (column: Column, columns: readonly Column[]) =>
  columns.some(
    other => other.id !== column.id && other.title === column.title && (other.group ?? '') === (column.group ?? ''),
  )
