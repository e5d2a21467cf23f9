import type { Scalar } from '../core/scalar.ts'
import type { Column, TableFacts } from './structure.ts'

export interface RowDefinition {
  readonly id: string
  /** the department that fills the row */
  readonly owner: string | null
  /** the row, further up, that it belongs to */
  readonly parent?: string
  /** 其中: a part named for information, never added again */
  readonly ofWhich?: boolean
  /** by column id; what is left out is blank */
  readonly cells: Readonly<Record<string, Scalar>>
}

/** A whole table as somebody sets it up: what a first edition is made of. Rows and columns in display order. */
export interface TableDefinition {
  /** ASCII slug, unique in the workspace */
  readonly name: string
  readonly kind: 'indicator' | 'register'
  /** heading in the list of tables */
  readonly section: string
  readonly position: number
  readonly facts: TableFacts
  readonly columns: readonly Omit<Column, 'order'>[]
  readonly rows: readonly RowDefinition[]
}
