/** Zero-based rows of one merged category cell, both ends inside. */
export interface Run {
  readonly from: number
  readonly to: number
}

/**
 * Runs of two or more rows whose category is equal and not blank. `outer` are the category columns to the left: where one
 * of them changes, the run ends, for an inner category never reaches over the edge of its outer one.
 */
export function equalRuns(
  count: number,
  text: (row: number) => string,
  outer: readonly ((row: number) => string)[],
): Run[] {
  const runs: Run[] = []
  let from = 0
  for (let row = 1; row <= count; row++) {
    const same = (read: (row: number) => string) => read(row) === read(from)
    if (row < count && text(row) !== '' && same(text) && outer.every(same)) continue
    if (row - from > 1) runs.push({ from, to: row - 1 })
    from = row
  }
  return runs
}
