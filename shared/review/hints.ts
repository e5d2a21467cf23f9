import type { TableView } from '../document/table-view.ts'
import { expectedUnit } from '../tables/expected-unit.ts'
import type { Column } from '../tables/structure.ts'
import { parseValue } from '../values/parse.ts'
import type { Direction, PlanningNumber, PlanningValue } from '../values/planning-value.ts'
import { convert } from '../values/unit.ts'
import type { CellChange } from './change.ts'
import type { Meanings } from './columns-that-mean.ts'
import { SLACK } from './slack.ts'

/** A question to the reviewer, with what it rests on (REV-40). `params` are texts as they stand in the table. */
export const HINTS = [
  'below-last-result',
  'binding-loosened',
  'qualifier-loosened',
  'unit-changed',
  'became-words',
  'became-blank',
  'jump',
] as const
export interface Hint {
  readonly code: (typeof HINTS)[number]
  readonly params: Readonly<Record<string, string>>
}

/** A figure of another order of magnitude is more often a slip than a plan. */
const SLIP = 10
/** Beyond so much of the old value somebody ought to ask. */
const LEAP = 0.5

export function hintsOf(change: CellChange, view: TableView, meanings: Meanings): readonly Hint[] {
  const column = view.structure.columns.find(({ id }) => id === change.column)
  if (column?.type !== 'value') return []
  const unit = expectedUnit(column, other => view.cell(change.row, other))
  const before = parseValue(change.before)
  const after = parseValue(change.after)
  const direction = directionOf(change.row, view, meanings)
  return [
    ...belowLastResult(change, column, after, direction, view, meanings),
    ...loosened(change, before, after, direction, view, meanings),
    ...otherSort(before, after),
    ...magnitude(before, after, unit ?? null),
  ]
}

function directionOf(row: string, view: TableView, { direction }: Meanings): Direction {
  const word = direction === null ? null : view.cell(row, direction)
  return word === '越低越好' ? 'lower' : word === '不评判' ? 'none' : 'higher'
}

function belowLastResult(
  { row, column }: CellChange,
  { unit }: Column,
  target: PlanningValue,
  direction: Direction,
  view: TableView,
  { resultBefore, comparable }: Meanings,
): readonly Hint[] {
  const resultColumn = resultBefore.get(column)
  if (resultColumn === undefined || target.kind !== 'number' || direction === 'none') return []
  if (comparable !== null && view.cell(row, comparable) === '否') return []
  const result = parseValue(view.cell(row, resultColumn))
  if (result.kind !== 'number' || result.cumulative !== target.cumulative) return []
  const figure = inUnit(target, result, unit ?? null)
  if (figure === null) return []
  const worse = direction === 'higher' ? figure < result.value : figure > result.value
  return worse ? [{ code: 'below-last-result', params: { result: result.text, target: target.text } }] : []
}

function loosened(
  { row }: CellChange,
  before: PlanningValue,
  after: PlanningValue,
  direction: Direction,
  view: TableView,
  { attribute }: Meanings,
): readonly Hint[] {
  if (before.kind !== 'number') return []
  const binding = attribute !== null && view.cell(row, attribute) === '约束性'
  const params = { before: before.text, after: textOf(after) }
  if (after.kind !== 'number') return binding ? [{ code: 'binding-loosened', params }] : []
  const slacker = SLACK[after.op] > SLACK[before.op]
  const figure = inUnit(after, before, null)
  const easier =
    figure !== null &&
    (direction === 'higher' ? figure < before.value : direction === 'lower' ? figure > before.value : false)
  if (binding && (easier || slacker)) return [{ code: 'binding-loosened', params }]
  return slacker ? [{ code: 'qualifier-loosened', params }] : []
}

function otherSort(before: PlanningValue, after: PlanningValue): readonly Hint[] {
  const params = { before: textOf(before), after: textOf(after) }
  if (before.kind === 'number' && (after.kind === 'text' || after.kind === 'none'))
    return [{ code: 'became-words', params }]
  return before.kind !== 'blank' && after.kind === 'blank' ? [{ code: 'became-blank', params }] : []
}

function magnitude(before: PlanningValue, after: PlanningValue, unit: string | null): readonly Hint[] {
  if (before.kind !== 'number' || after.kind !== 'number') return []
  const [from, to] = [before.unit ?? unit, after.unit ?? unit]
  const params = { before: before.text, after: after.text }
  const figure = inUnit(after, before, unit)
  if (figure === null) return [{ code: 'unit-changed', params: { ...params, from: from ?? '', to: to ?? '' } }]
  // of a percentage the points count, not the share of them
  const share = before.value === 0 || from === '%' ? 0 : Math.abs(figure / before.value)
  const leaps = share !== 0 && (share >= SLIP || share <= 1 / SLIP || Math.abs(share - 1) > LEAP)
  return leaps ? [{ code: 'jump', params }] : []
}

/** The figure of `value` in the unit of `like`; null where the units measure different things. */
function inUnit(value: PlanningNumber, like: PlanningNumber, unit: string | null): number | null {
  const [from, to] = [value.unit ?? unit, like.unit ?? unit]
  return from === to || from === null || to === null ? value.value : convert(value.value, from, to)
}

const textOf = ({ text }: PlanningValue): string => text ?? ''
