import type { Scalar } from '../core/scalar.ts'
import { parseValue } from '../values/parse.ts'
import type { Op, PlanningNumber, PlanningValue, Reading } from '../values/planning-value.ts'
import { minus } from '../values/print.ts'
import { convert } from '../values/unit.ts'

/** What a revision does to a value, in the column's own terms. More than one may hold of a change. */
export type Difference =
  /** `by` in the unit of the value before; `percent` of it, null where that was 0. Of a percentage `by` is in points. */
  | {
      readonly kind: 'figure'
      readonly by: number
      readonly unit: string | null
      readonly points: boolean
      readonly percent: number | null
    }
  | { readonly kind: 'qualifier'; readonly from: Op; readonly to: Op }
  | { readonly kind: 'unit'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'reading'; readonly from: Reading | null; readonly to: Reading | null }
  | { readonly kind: 'sort'; readonly from: PlanningValue['kind']; readonly to: PlanningValue['kind'] }
  | { readonly kind: 'filled' }
  | { readonly kind: 'cleared' }
  /** the same value in other words */
  | { readonly kind: 'spelling' }
  /** words, ratios and ranges that read differently */
  | { readonly kind: 'words' }

/**
 * @param unit the unit that the cell's figure has where it names none itself
 */
export function differenceOf(before: Scalar, after: Scalar, unit: string | null): readonly Difference[] {
  const a = parseValue(before)
  const b = parseValue(after)
  if (a.kind === 'blank') return b.kind === 'blank' ? [{ kind: 'spelling' }] : [{ kind: 'filled' }]
  if (b.kind === 'blank') return [{ kind: 'cleared' }]
  if (a.kind !== b.kind) return [{ kind: 'sort', from: a.kind, to: b.kind }]
  if (a.kind !== 'number' || b.kind !== 'number') return [{ kind: 'words' }]
  const found = betweenNumbers(a, b, unit)
  return found.length > 0 ? found : [{ kind: 'spelling' }]
}

function betweenNumbers(a: PlanningNumber, b: PlanningNumber, unit: string | null): readonly Difference[] {
  const found: Difference[] = []
  const from = a.unit ?? unit
  const to = b.unit ?? unit
  const figure = from === to || from === null || to === null ? b.value : convert(b.value, to, from)
  if (figure === null) found.push({ kind: 'unit', from, to })
  else {
    const by = minus(figure, a.value)
    if (by !== 0) found.push({ kind: 'figure', by, unit: from, points: from === '%', percent: shareOf(by, a.value) })
  }
  if (a.op !== b.op) found.push({ kind: 'qualifier', from: a.op, to: b.op })
  const [readingBefore, readingAfter] = [readingOf(a), readingOf(b)]
  if (readingBefore !== readingAfter) found.push({ kind: 'reading', from: readingBefore, to: readingAfter })
  return found
}

const readingOf = ({ cumulative, reading }: PlanningNumber): Reading | null =>
  reading ?? (cumulative ? 'cumulative' : null)

const shareOf = (by: number, of: number): number | null => (of === 0 ? null : (by / Math.abs(of)) * 100)
