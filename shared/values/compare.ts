import type { Op, PlanningNumber, PlanningValue } from './planning-value.ts'
import { inBase, unitOf } from './unit.ts'

const KIND_ORDER: Readonly<Record<PlanningValue['kind'], number>> = {
  number: 0,
  ratio: 1,
  range: 2,
  text: 3,
  none: 4,
  blank: 5,
}
/** At the same figure: below it, about it, at it, above it. */
const OP_ORDER: Readonly<Record<Op, number>> = { lt: 0, le: 1, approx: 2, eq: 3, ge: 4, gt: 5 }

/**
 * A total order for sorting, ascending: numbers by what they amount to (0.05万亩 after 400亩), then ratios, ranges, words by
 * code unit, "none", blanks. Who sorts descending keeps blanks last himself. Never locale-dependent: peers must agree.
 */
export function compareValues(a: PlanningValue, b: PlanningValue): number {
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b)
  if (a.kind === 'ratio' && b.kind === 'ratio') return compareLists(a.parts, b.parts) || byText(a, b)
  if (a.kind === 'range' && b.kind === 'range') {
    return (
      compareLists([inBase(a.min, a.unit), inBase(a.max, a.unit)], [inBase(b.min, b.unit), inBase(b.max, b.unit)]) ||
      byText(a, b)
    )
  }
  return KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || byText(a, b)
}

/** Whether two values say the same in whatever spelling: `≥ 95` and `不低于95`, `1,234` and `1234`, `500亩` and `0.05万亩`. */
export function sameValue(a: PlanningValue, b: PlanningValue): boolean {
  switch (a.kind) {
    case 'number':
      return (
        b.kind === 'number' &&
        a.op === b.op &&
        a.cumulative === b.cumulative &&
        a.reading === b.reading &&
        sameFamily(a.unit, b.unit) &&
        inBase(a.value, a.unit) === inBase(b.value, b.unit)
      )
    case 'ratio':
      return b.kind === 'ratio' && compareLists(a.parts, b.parts) === 0
    case 'range':
      return (
        b.kind === 'range' &&
        sameFamily(a.unit, b.unit) &&
        inBase(a.min, a.unit) === inBase(b.min, b.unit) &&
        inBase(a.max, a.unit) === inBase(b.max, b.unit)
      )
    case 'text':
      return b.kind === 'text' && a.text === b.text
    case 'none':
    case 'blank':
      return a.kind === b.kind
  }
}

function compareNumbers(a: PlanningNumber, b: PlanningNumber): number {
  return inBase(a.value, a.unit) - inBase(b.value, b.unit) || OP_ORDER[a.op] - OP_ORDER[b.op] || byText(a, b)
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function byText({ text: a = '' }: PlanningValue, { text: b = '' }: PlanningValue): number {
  return a === b ? 0 : a < b ? -1 : 1
}

const sameFamily = (a: string | undefined, b: string | undefined) =>
  a === b || (a !== undefined && b !== undefined && unitOf(a)?.family === unitOf(b)?.family)
