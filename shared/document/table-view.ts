import type { Scalar } from '../core/scalar.ts'
import type { TableStructure } from '../tables/structure.ts'

/** A cell by its two ids. */
export interface CellRef {
  readonly row: string
  readonly column: string
}

/** Exactly what one commit, sync or own edit changed. */
export interface TableChange {
  /** cells whose value reads differently now */
  readonly cells: readonly CellRef[]
  /** rows came, went, moved, or a row fact changed: `rows` (the display order) is new */
  readonly rows: boolean
  /** row facts that changed, as `rowId:fact` */
  readonly rowFacts: readonly string[]
  /** columns or the table's own facts changed: `structure` is new */
  readonly structure: boolean
  /** who made it: this client, somebody else, or the load of an edition (everything may be new) */
  readonly origin: 'own' | 'remote' | 'load'
}

/** The one read model of a table, the same in browser and server. Every read is O(1). */
export interface TableView {
  readonly structure: TableStructure
  /** row ids in display order (children under their parents), deleted ones left out; the same array until rows change */
  readonly rows: readonly string[]
  /** position of a row in `rows`, or -1 */
  rowIndex(row: string): number
  /** the entered value; null where none. Computed columns are not here but in the calculation. */
  cell(row: string, column: string): Scalar
  /**
   * A stretch of a column at once, by positions in `rows`, into `out` from its beginning: plain numbers, Infinity for a blank cell,
   * NaN for everything else.
   */
  numbersInto?(column: string, from: number, to: number, out: Float64Array): void
  /** order, parent, ofWhich, owner, deleted … */
  rowFact(row: string, fact: string): Scalar
  subscribe(listener: (change: TableChange) => void): () => void
}
