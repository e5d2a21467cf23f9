import type { Account } from '../../shared/accounts/account.ts'
import { cellWrite } from '../../shared/document/edit.ts'
import type { ClientTable } from '../../shared/document/table-client.ts'
import type { CellRef, TableChange } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import { can, type Decision, type Subject } from '../../shared/permissions/can.ts'
import { reasonParams } from '../../shared/permissions/reason-params.ts'
import { NO_RULES } from '../../shared/permissions/rules.ts'
import { fillsAs } from '../../shared/permissions/standing.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { type CommentMarks, createCommentMarks } from '../comments/comment-marks.ts'
import type { Sheet, SheetChange } from '../grid/sheet.ts'
import { LinkedCalculationView } from '../linked/linked-calculation.ts'
import type { LinkedResults } from '../linked/linked-results.ts'
import { type HeldRights, holdRights } from '../permissions/held-rights.ts'
import { namingOf } from '../permissions/naming.ts'
import type { Presence } from '../sync/presence.ts'
import { cellsThat } from './cells-that.ts'
import { newRowId } from './new-row-id.ts'

export interface SheetParts {
  readonly tableId: string
  readonly table: ClientTable
  readonly account: Account
  /** left out: nothing is laid down */
  readonly rights?: HeldRights
  readonly presence: Presence
  /** results of columns that the server calculates */
  readonly linked: LinkedResults
  readonly departmentName: (id: string) => string
}

/** What the page shows of a table beside the grid. */
export interface TableSheet extends Sheet {
  /** cells that read differently from the edition */
  readonly revisionCount: number
  /** rows of the person's own department */
  readonly ownRowCount: number
  /** whoever reads the comments sets them */
  readonly comments: CommentMarks
}

const NO_COLUMN: Decision = { allowed: false, reason: 'role-only-reads' }

/** A table as the grid and the inspector see it: document, calculation, rights and presence in one. */
export function createSheet(parts: SheetParts): TableSheet {
  const { tableId, table, account, presence, linked, departmentName } = parts
  const rights = parts.rights ?? holdRights(account, NO_RULES)
  const calculation = new LinkedCalculationView(table, linked)
  const listeners = new Set<(change: SheetChange) => void>()
  const revised = cellsThat((row, column) => table.revision(row, column) !== null)
  const unsaved = cellsThat((row, column) => table.isUnsaved(row, column))
  const comments = createCommentMarks()
  let columns = byId(table.structure.columns)
  let ownRows: number | null = null

  const tell = (change: SheetChange) => {
    for (const listener of listeners) listener(change)
  }

  table.subscribe(change => {
    if (change.structure) columns = byId(table.structure.columns)
    if (change.rows) ownRows = null
    if (change.origin === 'load') revised.recheck()
    revised.add(change.cells)
    if (change.origin === 'own') unsaved.add(change.cells)
    tell(merge(change, calculation))
  })
  table.listen(event => {
    if (event.kind === 'saved') {
      const saved = unsaved.recheck()
      if (saved.length > 0) tell({ ...NOTHING, cells: saved })
      // what came to nothing (refused, taken back) moved nothing at the server, which says so when asked
      if (event.unsaved === 0 && calculation.isWaiting) linked.ask()
    }
    // at another edition the same values are no revisions any more: everything is drawn anew, nothing glows
    if (event.kind === 'edition') {
      revised.recheck()
      tell({ ...NOTHING, cells: 'all' })
    }
  })

  linked.subscribe(arrived => {
    const { cells, columns } = calculation.arrived(arrived)
    if (cells.length + columns.length > 0) tell({ ...NOTHING, cells, columns })
  })

  comments.subscribe(cells => tell({ ...NOTHING, cells }))

  rights.subscribe(() => {
    ownRows = null
    tell({ ...NOTHING, cells: 'all' })
  })

  const ownerOf = (row: string): string | null => {
    const owner = table.rowFact(row, 'owner')
    return typeof owner === 'string' && owner !== '' ? owner : null
  }
  const isOwnRow = (row: string) => {
    const owner = ownerOf(row)
    return owner !== null && (owner === account.department || fillsAs(rights.account, owner, Date.now()) !== null)
  }
  const rowSubject = (rowOwner: string | null) => ({
    tableId,
    phase: table.structure.table.phase,
    rowOwner,
    rules: rights.rules,
    at: Date.now(),
  })
  const subject = (row: string, column: Column): Subject => ({
    ...rowSubject(ownerOf(row)),
    fills: column.fills,
    row,
    column: column.id,
  })

  return {
    view: table,
    calculation,
    text: (row, column) => {
      // who fills a row is a fact of the row, of which the calculation knows nothing
      if (columns.get(column)?.type !== 'owner') return calculation.text(row, column)
      const owner = ownerOf(row)
      return owner === null ? '' : departmentName(owner)
    },
    decide(row, column) {
      const known = columns.get(column)
      return known ? can(rights.account, 'write-cell', subject(row, known)) : NO_COLUMN
    },
    reasonParams: decision => reasonParams(decision, namingOf(departmentName)),
    isOwnRow,
    ownerName(row) {
      const owner = ownerOf(row)
      return owner && departmentName(owner)
    },
    revision: (row, column) => table.revision(row, column),
    isUnsaved: (row, column) => table.isUnsaved(row, column),
    hasComment: comments.has,
    comments,
    write(writes, label) {
      table.edit(
        writes.map(({ row, column, value }) => cellWrite(row, column, value)),
        label,
      )
    },
    rows: {
      view: table,
      decide: row => can(rights.account, 'write-row', { ...rowSubject(ownerOf(row)), fills: 'owner', row }),
      ownerOfNew(beside) {
        const owner = account.roles.includes('planning')
          ? beside === null
            ? null
            : ownerOf(beside)
          : account.department
        const { allowed, reason } = can(rights.account, 'write-row', { ...rowSubject(owner), fills: 'owner' })
        return allowed ? { owner } : { refused: reason }
      },
      newId: newRowId,
      write: (writes, label) => void table.edit(writes, label),
    },
    undo: () => table.undo(),
    redo: () => table.redo(),
    get canUndo() {
      return table.canUndo
    },
    get canRedo() {
      return table.canRedo
    },
    get revisionCount() {
      return revised.size
    },
    get ownRowCount() {
      return (ownRows ??= table.rows.filter(isOwnRow).length)
    },
    get peers() {
      return presence.peers
    },
    setCursor: (cell, editing) => presence.setOwn(cell, editing),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribePeers: listener => presence.subscribe(listener),
  }
}

const NOTHING: SheetChange = { cells: [], columns: [], rows: false, structure: false, fromOthers: [] }

const byId = (columns: readonly Column[]): ReadonlyMap<string, Column> =>
  new Map(columns.map(column => [column.id, column]))

/** What the document's change means for the screen: the entered cells and all computed ones that follow from them. */
function merge(change: TableChange, calculation: Calculation): SheetChange {
  const moved = calculation.apply(change)
  const everything = change.origin === 'load' || change.rows || change.structure
  return {
    cells: everything ? 'all' : ([...change.cells, ...moved.cells] satisfies readonly CellRef[]),
    columns: moved.columns,
    rows: change.rows || change.origin === 'load',
    structure: change.structure || change.origin === 'load',
    fromOthers: change.origin === 'remote' ? change.cells : [],
  }
}
