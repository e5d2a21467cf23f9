import type { Write } from '../../../shared/document/edit.ts'
import type { TableView } from '../../../shared/document/table-view.ts'
import type { Decision } from '../../../shared/permissions/can.ts'

/** What of a table's rows one may make, move and delete; the gate decides again. */
export interface RowEditing {
  /** all rows of the table: a place is one among all of them, however few are shown */
  readonly view: TableView
  decide(row: string): Decision
  /** the department that fills a new row beside this one, null for none; or why none may be made there */
  ownerOfNew(beside: string | null): { readonly owner: string | null } | { readonly refused: Decision['reason'] }
  /** an id that no row has had */
  newId(): string
  /** one step for undo; `label` is an i18n key under `undo.` */
  write(writes: readonly Write[], label: string): void
}
