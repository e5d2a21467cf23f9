import { RunningTally } from '../formulas/evaluate/tally.ts'
import type { ViewSource } from './view-source.ts'

/** What a group comes to in one column. */
export interface GroupFigures {
  readonly sum: number
  /** how many figures it adds */
  readonly numbers: number
}

export interface RowGroup {
  /** the text of the grouping column; '' where it is blank */
  readonly key: string
  /** positions, in the order in which they are shown */
  readonly rows: Int32Array
}

/** Rows by the text of a column, groups in the order of their first rows (VIEW-5). */
export function groupRows(source: ViewSource, rows: Int32Array, column: string): readonly RowGroup[] {
  const groups = new Map<string, number[]>()
  for (const row of rows) {
    const key = source.text(row, column)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups].map(([key, list]) => ({ key, rows: Int32Array.from(list) }))
}

/** The figures of a column over some rows, no row twice (VIEW-6). */
export function figuresOver(source: ViewSource, rows: Int32Array, column: string): GroupFigures {
  const values = source.column(column)
  const tally = new RunningTally()
  for (const row of rows) if (source.counted(row)) tally.addCell(values.at(row))
  return { sum: tally.sum, numbers: tally.numbers }
}
