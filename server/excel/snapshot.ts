import { type RowTree, treeOf } from '../../shared/document/row-tree.ts'
import type { CellRef, TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { Pacer } from './pacing.ts'

/** A table as it stood at one moment, so that an export under way never mixes two states of it. */
export interface Snapshot {
  readonly structure: TableStructure
  readonly rows: readonly string[]
  /** how they stand under one another, by their positions */
  readonly tree: RowTree
  value(rowIndex: number, column: string): CellValue
  /** as the grid shows it */
  text(rowIndex: number, column: string): string
  owner(rowIndex: number): string | null
}

/** A table that people rearrange all the time is read in one go at last, rather than never. */
const TRIES_IN_SLICES = 3

/**
 * Reads the table in slices, letting others work in between, and still answers one state: entered cells that changed
 * meanwhile are read again at the end, computed ones are all read at the end (they are cached by then). Only a change of
 * rows or structure starts it over.
 * @param atThatMoment called when the table is read: what belongs to the same state is read there
 */
export async function takeSnapshot(
  view: TableView,
  calculation: Calculation,
  pacer: Pacer,
  atThatMoment: () => void = () => {},
): Promise<Snapshot> {
  for (let attempt = 0; attempt < TRIES_IN_SLICES; attempt++) {
    const taken = await readInSlices(view, calculation, pacer, atThatMoment)
    if (taken) return taken
  }
  const reading = new Reading(view, calculation)
  for (let row = 0; row < reading.rows.length; row++) reading.readEntered(row)
  const snapshot = reading.finish([])
  atThatMoment()
  return snapshot
}

async function readInSlices(
  view: TableView,
  calculation: Calculation,
  pacer: Pacer,
  atThatMoment: () => void,
): Promise<Snapshot | null> {
  const changed: CellRef[] = []
  let rearranged = false
  const unsubscribe = view.subscribe(change => {
    rearranged ||= change.rows || change.structure || change.rowFacts.length > 0 || change.origin === 'load'
    for (const cell of change.cells) changed.push(cell)
  })
  try {
    const reading = new Reading(view, calculation)
    for (let row = 0; row < reading.rows.length; row++) {
      reading.readEntered(row)
      reading.warmComputed(row)
      if (pacer.due) await pacer.rest()
      if (rearranged) return null
    }
    const snapshot = reading.finish(changed)
    atThatMoment()
    return snapshot
  } finally {
    unsubscribe()
  }
}

class Reading implements Snapshot {
  readonly structure: TableStructure
  readonly rows: readonly string[]
  readonly tree: RowTree
  private readonly view: TableView
  private readonly calculation: Calculation
  private readonly entered: readonly string[]
  private readonly computed: readonly string[]
  private readonly values = new Map<string, CellValue[]>()
  private readonly texts = new Map<string, string[]>()
  private readonly owners: (string | null)[] = []

  constructor(view: TableView, calculation: Calculation) {
    this.view = view
    this.calculation = calculation
    this.structure = view.structure
    this.rows = view.rows
    this.tree = treeOf(view)
    const ids = view.structure.columns.map(column => column.id)
    this.entered = ids.filter(id => !calculation.isComputed(id))
    this.computed = ids.filter(id => calculation.isComputed(id))
    for (const id of ids) {
      this.values.set(id, [])
      this.texts.set(id, [])
    }
  }

  readEntered(rowIndex: number): void {
    const row = this.rows[rowIndex]!
    for (const column of this.entered) this.readCell(row, rowIndex, column)
    const owner = this.view.rowFact(row, 'owner')
    this.owners[rowIndex] = typeof owner === 'string' ? owner : null
  }

  warmComputed(rowIndex: number): void {
    for (const column of this.computed) this.calculation.value(this.rows[rowIndex]!, column)
  }

  finish(changed: readonly CellRef[]): Snapshot {
    for (const { row, column } of changed) {
      const rowIndex = this.view.rowIndex(row)
      if (rowIndex >= 0 && this.entered.includes(column)) this.readCell(row, rowIndex, column)
    }
    for (const column of this.computed) {
      const values = this.values.get(column)!
      const texts = this.texts.get(column)!
      for (const row of this.rows) {
        values.push(this.calculation.value(row, column))
        texts.push(this.calculation.text(row, column))
      }
    }
    return this
  }

  value(rowIndex: number, column: string): CellValue {
    return this.values.get(column)?.[rowIndex] ?? null
  }

  text(rowIndex: number, column: string): string {
    return this.texts.get(column)?.[rowIndex] ?? ''
  }

  owner(rowIndex: number): string | null {
    return this.owners[rowIndex] ?? null
  }

  private readCell(row: string, rowIndex: number, column: string): void {
    const value = this.calculation.value(row, column)
    this.values.get(column)![rowIndex] = value
    this.texts.get(column)![rowIndex] = plainText(value) ?? this.calculation.text(row, column)
  }
}

/** A short plain number reads as itself; most cells of a large table are that, and asking for each takes long. */
function plainText(value: CellValue): string | null {
  if (typeof value !== 'number') return null
  const text = String(value)
  return text.length <= 15 && !text.includes('e') ? text : null
}
