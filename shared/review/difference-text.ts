import type { Op, PlanningValue, Reading } from '../values/planning-value.ts'
import { printNumber } from '../values/print.ts'
import type { Difference } from './difference.ts'
import { SLACK } from './slack.ts'

export type DifferenceKey =
  | 'diff-points'
  | 'diff-figure'
  | 'diff-figure-percent'
  | 'diff-qualifier'
  | 'diff-qualifier-loosened'
  | 'diff-qualifier-tightened'
  | 'diff-unit'
  | 'diff-reading'
  | 'diff-sort'
  | 'diff-filled'
  | 'diff-cleared'
  | 'diff-spelling'
  | 'diff-words'
  | `op-${Op}`
  | `reading-${Reading | 'none'}`
  | `sort-${PlanningValue['kind']}`

/** A catalogue: the page has one, the server another for what it prints. */
export type SayDifference = (key: DifferenceKey, params?: Readonly<Record<string, string>>) => string

/** What a change does, in the column's own terms: `+0.5 个百分点；口径放宽：以上 → 左右`. */
export const differenceText = (differences: readonly Difference[], say: SayDifference): string =>
  differences.map(difference => one(difference, say)).join('；')

const MINUS = '−'
const signed = (n: number, decimals?: number) => (n < 0 ? MINUS : '+') + printNumber(Math.abs(n), decimals)

function one(difference: Difference, say: SayDifference): string {
  switch (difference.kind) {
    case 'figure': {
      const by = signed(difference.by)
      if (difference.points) return say('diff-points', { by })
      const unit = difference.unit ?? ''
      const { percent } = difference
      if (percent === null) return say('diff-figure', { by, unit })
      return say('diff-figure-percent', { by, unit, percent: signed(percent, 1) })
    }
    case 'qualifier': {
      const slack = SLACK[difference.to] - SLACK[difference.from]
      const key = slack > 0 ? 'diff-qualifier-loosened' : slack < 0 ? 'diff-qualifier-tightened' : 'diff-qualifier'
      return say(key, { from: say(`op-${difference.from}`), to: say(`op-${difference.to}`) })
    }
    case 'unit':
      return say('diff-unit', { from: difference.from ?? '', to: difference.to ?? '' })
    case 'reading': {
      const name = (reading: Reading | null) => say(`reading-${reading ?? 'none'}`)
      return say('diff-reading', { from: name(difference.from), to: name(difference.to) })
    }
    case 'sort':
      return say('diff-sort', { from: say(`sort-${difference.from}`), to: say(`sort-${difference.to}`) })
    case 'filled':
    case 'cleared':
    case 'spelling':
    case 'words':
      return say(`diff-${difference.kind}`)
  }
}
