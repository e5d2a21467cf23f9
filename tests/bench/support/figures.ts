/** What several runs came to. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

/** @param values not empty; the middle one, or the mean of the two in the middle */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const median = (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2
  return { median, min: sorted[0]!, max: sorted.at(-1)!, runs: sorted.length }
}

/** @param share 0 … 1; the smallest value that at least this share of all values does not exceed */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Three digits are what such a figure is good for; above 1000 none after the point. */
export const figure = (value: number): string =>
  Number.isNaN(value)
    ? '–'
    : Math.abs(value) >= 100
      ? String(Math.round(value))
      : String(Number(value.toPrecision(Math.abs(value) < 1 ? 2 : 3)))

/** `12 (11-15)` */
const shown = ({ median, min, max, runs }: Spread): string =>
  runs === 1 ? figure(median) : `${figure(median)} (${figure(min)}-${figure(max)})`

/** how many times `b` is of `a`, by their medians: `×3.1` */
export const ratio = (a: Spread, b: Spread): string => `×${figure(b.median / a.median)}`

export type Cell = string | Spread

/** A Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, at) => (at === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map(row => `| ${row.map(cell => (typeof cell === 'string' ? cell : shown(cell))).join(' | ')} |`),
  ].join('\n')
