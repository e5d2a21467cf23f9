/** For each row, where the run of equal cells that it belongs to starts and (exclusively) ends. */
export interface Runs {
  readonly start: Int32Array
  readonly end: Int32Array
}

/** Finds the runs of one category column; a run never reaches across a border of the category column before it. */
export function findRuns(rowCount: number, text: (index: number) => string, outer?: Runs): Runs {
  const start = new Int32Array(rowCount)
  const end = new Int32Array(rowCount)
  let before = ''
  for (let i = 0; i < rowCount; i++) {
    const here = text(i)
    const continues = i > 0 && here === before && here !== '' && (!outer || outer.start[i] === outer.start[i - 1])
    start[i] = continues ? start[i - 1]! : i
    before = here
  }
  for (let i = rowCount - 1; i >= 0; i--) end[i] = i + 1 < rowCount && start[i + 1] === start[i] ? end[i + 1]! : i + 1
  return { start, end }
}
