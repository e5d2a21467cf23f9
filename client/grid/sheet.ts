import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellRef, TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { Decision } from '../../shared/permissions/can.ts'
import type { RowEditing } from './rows/row-editing.ts'

/** Somebody else in the table. */
export interface Peer {
  /** one per connection: the same person in two tabs is two peers */
  readonly key: number
  readonly accountId: string
  readonly name: string
  readonly departmentName: string | null
  /** CSS colour, the same for everybody who sees this person */
  readonly color: string
  readonly cell: CellRef | null
  /** typing in `cell` right now */
  readonly editing: boolean
}

export interface SheetChange {
  /** cells to repaint, entered and computed; `'all'` after a load or a change of rows or structure */
  readonly cells: readonly CellRef[] | 'all'
  /** computed columns of which any row may read differently */
  readonly columns: readonly string[]
  readonly rows: boolean
  readonly structure: boolean
  /** cells of `cells` that somebody else entered just now: they glow */
  readonly fromOthers: readonly CellRef[]
  /** rows were asked into another order: what was in view need not stay there */
  readonly arranged?: boolean
}

/** A row that stands over others and sums them up; it is none of the table's. */
export interface Band {
  readonly name: string
  /** rows under it */
  readonly count: number
}

/** All the grid knows of a table: reading, writing, rights and who else is here. The grid knows nothing of sockets or Yjs. */
export interface Sheet {
  readonly view: TableView
  readonly calculation: Calculation
  /** what the cell shows */
  text(row: string, column: string): string
  /** may the person write here, and why (not) */
  decide(row: string, column: string): Decision
  /** what the sentence of a decision names beside its reason */
  reasonParams?(decision: Decision): Readonly<Record<string, string>>
  /** the row belongs to the person's department */
  isOwnRow(row: string): boolean
  /** the department that fills the row, by name; left out, the table's owner column says it */
  ownerName?(row: string): string | null
  /** null: a row of the table; left out, all of them are */
  band?(row: string): Band | null
  /** what the edition holds where the cell now reads differently; null where it is unchanged */
  revision(row: string, column: string): { readonly before: Scalar } | null
  /** somebody said something of the cell that is not settled; left out: nobody can */
  hasComment?(row: string, column: string): boolean
  /** written here, not yet on the server's disk */
  isUnsaved(row: string, column: string): boolean
  /** one step for undo; `label` is an i18n key under `undo.` */
  write(
    writes: readonly { readonly row: string; readonly column: string; readonly value: Scalar }[],
    label: string,
  ): void
  /** undo and redo of one's own edits only; answers the cells that changed back, to select them */
  undo(): readonly CellRef[]
  redo(): readonly CellRef[]
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly peers: readonly Peer[]
  /** left out: rows stay as they are */
  readonly rows?: RowEditing
  /** tells the others where one is */
  setCursor(cell: CellRef | null, editing: boolean): void
  subscribe(listener: (change: SheetChange) => void): () => void
  subscribePeers(listener: () => void): () => void
}
