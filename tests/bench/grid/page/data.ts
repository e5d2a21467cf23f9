/** The same table for every grid: 100,000 rows × 40 columns, a name and 39 figures, made anew from the row's number. */

const COLUMN_COUNT = 40
export const COLUMNS: readonly string[] = Array.from({ length: COLUMN_COUNT }, (_, at) =>
  at === 0 ? 'name' : `v${at}`,
)
export const widthOf = (at: number): number => (at === 0 ? 220 : 96)

export const figureOf = (row: number, at: number): number => (((row + 1) * 7919 * (at + 3)) % 100_003) / 100
export const cellOf = (row: number, at: number): string | number =>
  at === 0 ? `第${row + 1}项重点工作` : figureOf(row, at)

export type Row = Record<string, string | number>
/** one object for each row, for the grids that want them */
export const rowObjects = (count: number): Row[] =>
  Array.from({ length: count }, (_, row) => {
    const made: Row = { id: row }
    for (const [at, column] of COLUMNS.entries()) made[column] = cellOf(row, at)
    return made
  })

/** the name that stands at the top once a column is sorted, largest first */
export const nameOfLargest = (rows: number, at: number): string => {
  let best = 0
  for (let row = 1; row < rows; row++) if (figureOf(row, at) > figureOf(best, at)) best = row
  return String(cellOf(best, 0))
}
export const countBelow = (rows: number, at: number, below: number): number => {
  let count = 0
  for (let row = 0; row < rows; row++) if (figureOf(row, at) < below) count++
  return count
}
