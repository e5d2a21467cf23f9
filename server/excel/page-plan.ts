import type { Run } from './category-runs.ts'

/** Heights of a form's parts, in points. */
export interface FormHeights {
  /** title block: on the first page only */
  readonly above: number
  /** header rows: on every page */
  readonly header: number
  readonly rows: readonly number[]
  /** notes and source */
  readonly below: number
}

export interface PagePlan {
  /** zero-based rows after which a page ends, in order */
  readonly breaks: readonly number[]
  /** the whole form goes on one page, a little smaller */
  readonly shrunk: boolean
}

/** A4 landscape less the form's margins; a little less than there is, for printers differ. */
const PAGE_POINTS = 472
/** A form that overflows by no more than this is printed smaller instead: nobody wants three rows on a second page. */
const SHRINK_TO = 0.85

/** Rows that go with the notes to a page of their own. */
const KEPT_WITH_NOTES = 3

/**
 * Where the pages end. It is planned, not left to the printer, because a category that runs over a page's end must show its
 * name on both pages: its merged cell is cut there.
 * @param scale at which the form's width fits the page, at most 1
 */
export function planPages(heights: FormHeights, categories: readonly Run[], scale: number): PagePlan {
  const page = PAGE_POINTS / scale
  const rows = heights.rows.reduce((sum, height) => sum + height, 0)
  const all = heights.above + heights.header + rows + heights.below
  if (all <= page / SHRINK_TO) return { breaks: [], shrunk: all > page }
  const breaks: number[] = []
  let used = heights.above + heights.header
  let first = 0
  heights.rows.forEach((height, row) => {
    if (used + height > page && row > first) {
      const last = endOfPage(row - 1, first, categories)
      breaks.push(last)
      first = last + 1
      used = heights.header
      for (let moved = first; moved < row; moved++) used += heights.rows[moved]!
    }
    used += height
  })
  // Notes never stand on a page of their own under a repeated header: the last rows go with them.
  const last = heights.rows.length - 1
  if (used + heights.below > page && last - KEPT_WITH_NOTES >= first) {
    breaks.push(endOfPage(last - KEPT_WITH_NOTES, first, categories))
  }
  return { breaks, shrunk: false }
}

/** One row earlier where the page would end with the first row of a category alone. */
function endOfPage(last: number, first: number, categories: readonly Run[]): number {
  return last > first && categories.some(run => run.from === last) ? last - 1 : last
}

/** A run cut at the pages' ends; parts of a single row need no merging, but keep their name. */
export function cutAtBreaks(run: Run, breaks: readonly number[]): readonly Run[] {
  const parts: Run[] = []
  let from = run.from
  for (const end of breaks) {
    if (end < from || end >= run.to) continue
    parts.push({ from, to: end })
    from = end + 1
  }
  return [...parts, { from, to: run.to }]
}
