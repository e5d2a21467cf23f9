import type { Scalar } from '../core/scalar.ts'
import { idOf, type MapName, nameOf } from './keys.ts'

type Column = readonly Scalar[]

export interface EditionParts {
  readonly table: string
  /** 1 for the first */
  readonly seq: number
  /** hash of the edition before, null for the first */
  readonly parent: string | null
  /** `columnId:fact` and `table:fact`; facts that are null are left out */
  readonly structure: ReadonlyMap<string, Scalar>
  /** a row keeps its position for ever: an unchanged column is the same array in the next edition. Display order is the fact `order`. */
  readonly rows: readonly string[]
  /** fact → one value per row */
  readonly rowFacts: ReadonlyMap<string, Column>
  /** column id → one value per row */
  readonly cells: ReadonlyMap<string, Column>
}

/**
 * An immutable snapshot of a table, by columns. Its arrays are never written once they are in here: editions share them.
 * Missing reads as null, like a cleared cell. Every read is O(1).
 */
export class Edition implements EditionParts {
  readonly table: string
  readonly seq: number
  readonly parent: string | null
  readonly structure: ReadonlyMap<string, Scalar>
  readonly rows: readonly string[]
  readonly rowFacts: ReadonlyMap<string, Column>
  readonly cells: ReadonlyMap<string, Column>
  /** row id → position */
  readonly rowAt: ReadonlyMap<string, number>

  constructor(parts: EditionParts, rowAt?: ReadonlyMap<string, number>) {
    this.table = parts.table
    this.seq = parts.seq
    this.parent = parts.parent
    this.structure = parts.structure
    this.rows = parts.rows
    this.rowFacts = parts.rowFacts
    this.cells = parts.cells
    this.rowAt = rowAt ?? new Map(parts.rows.map((id, at) => [id, at]))
  }

  cell(row: string, column: string): Scalar {
    const values = this.cells.get(column)
    if (values === undefined) return null
    const at = this.rowAt.get(row)
    return at === undefined ? null : (values[at] ?? null)
  }

  rowFact(row: string, fact: string): Scalar {
    const values = this.rowFacts.get(fact)
    if (values === undefined) return null
    const at = this.rowAt.get(row)
    return at === undefined ? null : (values[at] ?? null)
  }

  read(map: MapName, key: string): Scalar {
    switch (map) {
      case 'cells':
        return this.cell(idOf(key), nameOf(key))
      case 'rows':
        return this.rowFact(idOf(key), nameOf(key))
      case 'structure':
        return this.structure.get(key) ?? null
    }
  }

  /** the column is known, deleted or not */
  hasColumn(column: string): boolean {
    return this.structure.has(`${column}:order`)
  }
}
