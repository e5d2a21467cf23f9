import type { TableStructure } from '../../tables/structure.ts'
import type { FormulaError } from '../cell-value.ts'

/** A table as formulas of others may name it. */
export interface WorkspaceTable {
  readonly id: string
  /** the slug */
  readonly name: string
  readonly structure: TableStructure
}

export type FoundTable =
  | { readonly kind: 'found'; readonly table: WorkspaceTable }
  | { readonly kind: 'ambiguous'; readonly count: number }
  | { readonly kind: 'unknown' }

/** The tables of the workspace as the formulas of one of them see them. */
export interface OtherTables {
  /** its own id: naming itself, a table means its own columns */
  readonly own: string
  /** by title, short title or slug, also loosely spelled, or by id */
  find(name: string): FoundTable
  /** what is wrong with one of its own columns across tables: a circle, a chain too long, too many tables */
  fault(columnId: string): FormulaError | null
}
