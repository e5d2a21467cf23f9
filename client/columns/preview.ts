import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'

/** The first rows of the table and, where these are others, those that the grid shows now. */
export function previewRows(rows: readonly string[], inView: number, most: number): readonly string[] {
  const first = rows.slice(0, most)
  if (inView < most) return first
  const half = most >> 1
  return [...rows.slice(0, half), ...rows.slice(inView, inView + most - half)]
}

/** Other columns of which one of the rows reads differently. */
export function alsoMoved(
  rows: readonly string[],
  column: string,
  now: Calculation,
  then: Calculation,
  { columns }: TableStructure,
): readonly string[] {
  return columns
    .filter(({ id, type }) => type === 'computed' && id !== column && now.isComputed(id))
    .filter(({ id }) => rows.some(row => now.text(row, id) !== then.text(row, id)))
    .map(({ title }) => title.replaceAll('\n', ''))
}
