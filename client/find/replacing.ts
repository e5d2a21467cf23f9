import { NotStorable, type Scalar, typedScalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Sheet } from '../grid/sheet.ts'
import { type FindQuery, replaced } from './find-query.ts'

export interface Replacement {
  readonly writes: readonly (CellRef & { readonly value: Scalar })[]
  /** found, but one may not write there */
  readonly refused: number
  /** found in what is shown only: computed, or spelt otherwise than it is stored */
  readonly untouched: number
}

/** What replacing would write: stored texts only, and only where one may. */
export function replacement(sheet: Sheet, cells: readonly CellRef[], query: FindQuery, by: string): Replacement {
  const writes: (CellRef & { value: Scalar })[] = []
  let refused = 0
  let untouched = 0
  for (const { row, column } of cells) {
    const stored = sheet.view.cell(row, column)
    const made = stored === null ? null : replaced(String(stored), query, by)
    const value = made === null ? undefined : storable(made)
    if (value === undefined || value === stored) untouched++
    else if (!sheet.decide(row, column).allowed) refused++
    else writes.push({ row, column, value })
  }
  return { writes, refused, untouched }
}

function storable(text: string): Scalar | undefined {
  try {
    return typedScalar(text)
  } catch (error) {
    if (error instanceof NotStorable) return undefined
    throw error
  }
}
