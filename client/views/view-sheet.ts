import type { TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import { fitted, goneFrom, PLAIN_VIEW, type ViewSpec } from '../../shared/views/view-spec.ts'
import { shownColumns } from '../grid/column-tree.ts'
import { forwarded } from '../grid/forwarded.ts'
import type { RowEditing } from '../grid/rows/row-editing.ts'
import type { Band, Sheet, SheetChange } from '../grid/sheet.ts'
import { bandFigure } from './band-figures.ts'
import { bandName, followed, isBand, moves, orderOf, type RowOrder } from './row-order.ts'
import { columnsOf, touches } from './view-depends.ts'
import { viewSourceOf } from './view-source.ts'
import { viewedColumns } from './viewed-columns.ts'

/** A view over a table, as the page tells of it. Another object whenever something of it changed. */
export interface ViewState {
  readonly spec: ViewSpec
  /** columns that it names and the table no longer has */
  readonly gone: readonly string[]
  readonly shown: number
  readonly total: number
  /** cells changed by which it sorts, filters or groups: asked again, it might show other rows */
  readonly stale: boolean
}

export interface ViewSheet extends Sheet {
  readonly state: ViewState
  /** what of the view the table still has the columns for */
  readonly fitted: ViewSpec
  set(spec: ViewSpec): void
  reapply(): void
  onState(listener: () => void): () => void
}

const NOTHING: SheetChange = { cells: [], columns: [], rows: false, structure: false, fromOthers: [] }
const EVERYTHING: SheetChange = { ...NOTHING, cells: 'all', rows: true, structure: true, arranged: true }

/** The same sheet, seen otherwise: rows left out, in another order and in groups, columns as the view has them. Nothing of the table changes. */
export function createViewSheet(base: Sheet, first: ViewSpec = PLAIN_VIEW): ViewSheet {
  const all = base.view
  const listeners = new Set<(change: SheetChange) => void>()
  const stateListeners = new Set<() => void>()
  let spec = first
  let fit = PLAIN_VIEW
  let order: RowOrder | null = null // null: as the table has it
  let structure: TableStructure = all.structure
  let places: Places | null = null
  let bandOf: Map<string, string> | null = null
  let bands: Map<string, Int32Array> | null = null
  const figures = new Map<string, string>()
  let stale = false
  let state: ViewState

  const forget = () => {
    places = bandOf = bands = null
    figures.clear()
  }
  const look = () => {
    fit = fitted(
      spec,
      all.structure.columns.map(({ id }) => id),
    )
    const columns = viewedColumns(all.structure.columns, fit)
    structure = columns === all.structure.columns ? all.structure : { ...all.structure, columns }
  }
  const arrange = () => {
    order = moves(fit) ? orderOf(viewSourceOf(base), all.rows, fit) : null
    stale = false
    forget()
  }
  const told = () => {
    const bandCount = fit.group === null ? 0 : bandRows().size
    state = {
      spec,
      gone: goneFrom(
        spec,
        all.structure.columns.map(({ id }) => id),
      ),
      shown: rows().length - bandCount,
      total: all.rows.length,
      stale,
    }
    for (const listener of stateListeners) listener()
  }

  const rows = (): readonly string[] => order?.rows ?? all.rows
  const indexOf = (row: string): number => {
    if (order === null) return all.rowIndex(row)
    places ??= placesOf(order.rows, all)
    return isBand(row) ? (places.bands.get(row) ?? -1) : (places.rows[all.rowIndex(row)] ?? -1)
  }
  /** positions in the table of what stands under each band */
  const bandRows = (): Map<string, Int32Array> => {
    if (bands !== null) return bands
    const lists = new Map<string, number[]>()
    let list: number[] = []
    for (const row of rows()) {
      if (isBand(row)) lists.set(row, (list = []))
      else list.push(all.rowIndex(row))
    }
    return (bands = new Map([...lists].map(([band, under]) => [band, Int32Array.from(under)])))
  }
  const parentOf = (row: string): string | null => {
    if (fit.group === null) return null
    if (bandOf === null) {
      bandOf = new Map()
      let band = ''
      for (const id of rows()) {
        if (isBand(id)) band = id
        else bandOf.set(id, band)
      }
    }
    return bandOf.get(row) || null
  }

  const band = (row: string): Band | null =>
    isBand(row) ? { name: bandName(row), count: bandRows().get(row)?.length ?? 0 } : null
  const bandText = (row: string, column: string): string => {
    const key = `${row}\u0000${column}`
    const known = figures.get(key)
    if (known !== undefined) return known
    const text = bandTextAnew(row, column)
    figures.set(key, text)
    return text
  }
  const bandTextAnew = (row: string, id: string): string => {
    const shown = shownColumns(structure.columns)
    const lead = shown.find(({ type }) => type !== 'category') ?? shown[0]
    const under = bandRows().get(row)
    const column = structure.columns.find(known => known.id === id)
    if (under === undefined || column === undefined) return ''
    if (column.id === lead?.id) return `${bandName(row) || '——'}（${under.length}）`
    return bandFigure(viewSourceOf(base), under, column, fit)
  }

  const tell = (change: SheetChange) => {
    for (const listener of listeners) listener(change)
  }
  base.subscribe(change => {
    const was = { order, stale, total: state.total, structure }
    if (change.structure) {
      const before = fit
      look()
      if (columnsOf(before).join() !== columnsOf(fit).join()) arrange()
    }
    if (change.rows && order !== null) {
      const keepsOrder = fit.sort.length === 0 && fit.group === null
      order = followed(order, all.rows, row => all.rowIndex(row), keepsOrder)
      if (!keepsOrder) stale = true
      forget()
    } else figures.clear()
    if (order !== null && touches(fit, change)) stale = true
    tell({ ...change, cells: withBands(change) })
    if (was.order !== order || was.stale !== stale || was.total !== all.rows.length || was.structure !== structure)
      told()
  })
  /** sums over what changed are painted anew */
  const withBands = ({ cells }: SheetChange): SheetChange['cells'] => {
    if (cells === 'all' || fit.group === null || cells.length === 0) return cells
    const above = new Set(
      cells.flatMap(({ row, column }) => {
        const parent = parentOf(row)
        return parent === null ? [] : [`${column}\n${parent}`]
      }),
    )
    return [
      ...cells,
      ...[...above].map(key => {
        const at = key.indexOf('\n')
        return { row: key.slice(at + 1), column: key.slice(0, at) }
      }),
    ]
  }

  const calculation = forwardedCalculation(base.calculation, isBand)
  const view: TableView = {
    get structure() {
      return structure
    },
    get rows() {
      return rows()
    },
    rowIndex: indexOf,
    cell: (row, column) => (isBand(row) ? null : all.cell(row, column)),
    rowFact(row, fact) {
      if (isBand(row)) return null
      if (order === null) return all.rowFact(row, fact)
      // rows in another order stand under their group's band, and under no other row
      if (fact === 'parent') return parentOf(row)
      return fact === 'ofWhich' ? null : all.rowFact(row, fact)
    },
    subscribe: listener => all.subscribe(listener),
  }

  look()
  arrange()
  told()
  const sheet: Partial<ViewSheet> = {
    view,
    calculation,
    band,
    text: (row, column) => (isBand(row) ? bandText(row, column) : base.text(row, column)),
    decide: (row, column) => (isBand(row) ? OF_THE_VIEW : base.decide(row, column)),
    isOwnRow: row => !isBand(row) && base.isOwnRow(row),
    ...(base.rows && { rows: ofTableRowsOnly(base.rows) }),
    revision: (row, column) => (isBand(row) ? null : base.revision(row, column)),
    isUnsaved: (row, column) => !isBand(row) && base.isUnsaved(row, column),
    setCursor: (cell, editing) => base.setCursor(cell && isBand(cell.row) ? null : cell, editing),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get state() {
      return state
    },
    get fitted() {
      return fit
    },
    set(next) {
      if (next === spec) return
      const before = fit
      spec = next
      look()
      const same = (['sort', 'filters', 'group'] as const).every(part => before[part] === next[part])
      if (same) figures.clear()
      else arrange()
      told()
      tell(same ? { ...EVERYTHING, rows: false } : EVERYTHING)
    },
    reapply() {
      arrange()
      told()
      tell(EVERYTHING)
    },
    onState(listener) {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
  }
  return Object.defineProperties(forwarded(base), Object.getOwnPropertyDescriptors(sheet)) as ViewSheet
}

/** Where each row of the table stands in the view, -1: nowhere; and where the bands do. */
interface Places {
  readonly rows: Int32Array
  readonly bands: ReadonlyMap<string, number>
}
function placesOf(shown: readonly string[], all: TableView): Places {
  const places = new Int32Array(all.rows.length).fill(-1)
  const bands = new Map<string, number>()
  for (let at = 0; at < shown.length; at++) {
    const row = shown[at]!
    if (isBand(row)) bands.set(row, at)
    else places[all.rowIndex(row)] = at
  }
  return { rows: places, bands }
}

/** Nothing is made beside a band, and a band is no row to move. */
const ofTableRowsOnly = (rows: RowEditing): RowEditing => ({
  view: rows.view,
  decide: row => (isBand(row) ? OF_THE_VIEW : rows.decide(row)),
  ownerOfNew: beside => (beside !== null && isBand(beside) ? { refused: OF_THE_VIEW.reason } : rows.ownerOfNew(beside)),
  newId: () => rows.newId(),
  write: (writes, label) => rows.write(writes, label),
})

const OF_THE_VIEW = { allowed: false, reason: 'column-is-computed' } as const

function forwardedCalculation(base: Calculation, isNoRow: (row: string) => boolean): Calculation {
  return {
    value: (row, column) => (isNoRow(row) ? null : base.value(row, column)),
    text: (row, column) => (isNoRow(row) ? '' : base.text(row, column)),
    number: (row, column) => (isNoRow(row) ? null : base.number(row, column)),
    column: id => base.column(id),
    isComputed: column => base.isComputed(column),
    columnError: column => base.columnError(column),
    apply: change => base.apply(change),
    explain: (row, column) => (isNoRow(row) ? null : base.explain(row, column)),
  }
}
