import type { Account } from '../../../shared/accounts/account.ts'
import type { Scalar } from '../../../shared/core/scalar.ts'
import type { TableView } from '../../../shared/document/table-view.ts'
import type { Calculation } from '../../../shared/formulas/calculation.ts'
import { enteredText } from '../../../shared/formulas/cell-text.ts'
import { enteredValue } from '../../../shared/formulas/entered-value.ts'
import { can } from '../../../shared/permissions/can.ts'
import type { ImportedChange } from '../../../shared/protocol/api-import.ts'
import type { Column } from '../../../shared/tables/structure.ts'
import { type Language, say } from '../../messages/say.ts'
import { sayReason } from '../../messages/say-reason.ts'
import { columnLetter } from '../column-letter.ts'
import type { SheetCell } from '../reading/sheet-cell.ts'
import { compareCell, saysTheSame } from './compare-cell.ts'
import { trimLineEnds } from './same-words.ts'
import type { BodyRow } from './sheet-body.ts'
import type { Warnings } from './warnings.ts'

export interface DiffContext {
  readonly tableId: string
  readonly account: Account
  readonly language: Language
  readonly view: TableView
  readonly calculation: Calculation
  readonly nameColumn: string | null
  readonly departmentName: (id: string) => string | null
  /** what a cell held when the file was made, where it has been changed here since */
  readonly atExport: (row: string, column: string) => Scalar | undefined
  readonly warnings: Warnings
}

export interface PlacedColumn {
  readonly column: Column
  /** one-based */
  readonly sheetColumn: number
}

type Outcome = ImportedChange | 'unchanged' | 'not-said'

/** One cell of a matched row: what changes, that nothing does, or that the file does not say. */
export function diffCell(context: DiffContext, row: string, placed: PlacedColumn, file: BodyRow): Outcome {
  const { column, sheetColumn } = placed
  const cell = file.cell(sheetColumn)
  if (context.calculation.isComputed(column.id)) return noteComputed(context, row, placed, file, cell)
  if (column.type === 'owner') return noteOwner(context, row, placed, file, cell)
  if (!isSaid(context, placed, file, cell)) return 'not-said'
  const current = { value: context.calculation.value(row, column.id), text: context.calculation.text(row, column.id) }
  const changed = compareCell(cell, current, column)
  if (changed === null) return 'unchanged'
  const exported = context.atExport(row, column.id)
  if (exported !== undefined && saysAsExported(cell, exported, column)) {
    context.warnings.add('changed-here-since', { sheetRow: file.sheetRow })
    return 'unchanged'
  }
  const hint = exported !== undefined ? 'changed-since-export' : changed.hint
  return {
    row,
    rowName: context.nameColumn === null ? '' : context.calculation.text(row, context.nameColumn),
    column: column.id,
    columnTitle: column.title,
    sheetRow: file.sheetRow,
    sheetColumn: columnLetter(sheetColumn),
    before: { value: context.view.cell(row, column.id), text: current.text },
    after: { value: changed.value, text: changed.text },
    ...permission(context, row, column),
    ...(hint && {
      hint: { code: hint, message: say(context.language, `import.hint.${hint}`, { shown: cell?.text ?? '' }) },
    }),
  }
}

function saysAsExported(cell: SheetCell | undefined, exported: Scalar, column: Column): boolean {
  const text = enteredText(exported)
  const said = trimLineEnds(cell?.text ?? '')
  if (cell === undefined || said === '') return trimLineEnds(text) === ''
  return saysTheSame(cell, said, { value: enteredValue(exported, column.type), text })
}

function permission({ account, tableId, view, language, departmentName }: DiffContext, row: string, column: Column) {
  const owner = view.rowFact(row, 'owner')
  const { allowed, reason, facts } = can(account, 'write-cell', {
    tableId,
    phase: view.structure.table.phase,
    rowOwner: typeof owner === 'string' ? owner : null,
    fills: column.fills,
    row,
    column: column.id,
  })
  if (allowed) return { allowed }
  const department = facts?.department === undefined ? null : departmentName(facts.department)
  const named = { ...facts, ...(department !== null && { department }) }
  return { allowed, why: { reason, message: sayReason(language, reason, named) } }
}

/** Categories are often named once for several rows; what lies under a merge, and what could not be read, says nothing. */
function isSaid(
  { warnings }: DiffContext,
  { column, sheetColumn }: PlacedColumn,
  { sheetRow }: BodyRow,
  cell: SheetCell | undefined,
): boolean {
  const place = { sheetRow, sheetColumn }
  if (column.type === 'category') return cell !== undefined && cell.text !== ''
  if (cell?.notes === undefined) return true
  if (cell.notes.includes('formula-without-result')) warnings.add('formula-without-result', place)
  else if (cell.notes.includes('error')) warnings.add('error-value', place, { text: cell.text })
  else if (cell.notes.includes('merged-over')) warnings.add('merged-values', place)
  else {
    if (cell.notes.includes('formula')) warnings.add('formula-in-entered-column', place)
    if (cell.notes.includes('format-not-understood'))
      warnings.add('format-not-understood', place, { format: cell.format ?? '' })
    return true
  }
  return false
}

function noteComputed(
  { calculation, warnings }: DiffContext,
  row: string,
  { column, sheetColumn }: PlacedColumn,
  { sheetRow }: BodyRow,
  cell: SheetCell | undefined,
): 'not-said' {
  if (cell === undefined || cell.notes?.includes('formula-without-result')) return 'not-said'
  const number = calculation.number(row, column.id)
  const text = trimLineEnds(calculation.text(row, column.id))
  const near = number !== null && cell.number !== undefined && isNear(number, cell.number)
  if (!near && trimLineEnds(cell.text) !== text && !cell.notes?.includes('error'))
    warnings.add('computed-differs', { sheetRow, sheetColumn }, { title: column.title })
  return 'not-said'
}

const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))

function noteOwner(
  { view, departmentName, warnings }: DiffContext,
  row: string,
  { sheetColumn }: PlacedColumn,
  { sheetRow }: BodyRow,
  cell: SheetCell | undefined,
): 'not-said' {
  const owner = view.rowFact(row, 'owner')
  const name = typeof owner === 'string' ? (departmentName(owner) ?? owner) : ''
  if (trimLineEnds(cell?.text ?? '') !== name) warnings.add('owner-differs', { sheetRow, sheetColumn })
  return 'not-said'
}
