import { judge } from '../../values/judge.ts'
import type { Direction, Op, PlanningNumber, PlanningValue } from '../../values/planning-value.ts'
import { toleranceOf } from '../../values/tolerance.ts'
import { convert } from '../../values/unit.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { guarded } from '../excel/guard.ts'
import { DIRECTION_WORDS, directionIn } from './direction.ts'
import { isOneOf } from './direction-excel.ts'
import { AGREES, DIFFERS, MISSED, NOT_JUDGED, PUBLISHED_DECIMALS, REACHED } from './judging-words.ts'
import { planningValue } from './planning-figures.ts'

/*
 * In the exported sheet a target is a bare number whose qualifier is only a number format. So each row's formula carries
 * what the qualifier means: the comparison, the tolerance, the unit's factor. The figures themselves stay live.
 */

type Judged = Exclude<Direction, 'none'>

export function judgementInExcel(call: ExcelCall): string {
  const known = call.known(2)
  const named = known === undefined ? undefined : directionIn(known)
  if (named !== undefined && named !== null && typeof named === 'object') return 'VALUE("?")'
  if (call.nodes[2]?.kind === 'text')
    return named === 'none' ? `"${NOT_JUDGED}"` : verdict(call, named === 'lower' ? 'lower' : 'higher')
  const cell = call.arg(2)
  const lower = verdict(call, 'lower')
  const higher = verdict(call, 'higher')
  const byDirection = lower === higher ? higher : `IF(${isOneOf(cell, DIRECTION_WORDS.lower)},${lower},${higher})`
  return `IF(${isOneOf(cell, DIRECTION_WORDS.none)},"${NOT_JUDGED}",IF(${isOneOf(cell, ['', '——'])},"",${byDirection}))`
}

function verdict(call: ExcelCall, direction: Judged): string {
  const actual = planningValue(call.known(0) ?? null)
  const target = planningValue(call.known(1) ?? null)
  if (cannotBeJudged(actual, target, direction)) return `"${NOT_JUDGED}"`
  if (target.kind === 'range') {
    const bound = direction === 'higher' ? target.min : target.max
    return guarded(call, [0], reached(held(call.arg(0), direction === 'higher' ? '>=' : '<=', String(bound), actual)))
  }
  return guarded(call, [0, 1], reached(condition(call, actual, target, direction)))
}

const reached = (condition: string): string => `IF(${condition},"${REACHED}","${MISSED}")`

/** Ratios, other units and other readings: decided by the very rule that decides on the screen. */
function cannotBeJudged(actual: PlanningValue, target: PlanningValue, direction: Judged): boolean {
  const words = ['blank', 'none', 'text']
  if (words.includes(actual.kind) || words.includes(target.kind)) return false
  return judge(actual, target, direction).verdict === 'not-judged'
}

function condition(call: ExcelCall, actual: PlanningValue, target: PlanningValue, direction: Judged): string {
  const goal = target.kind === 'number' ? target : undefined
  const figure = inUnitOf(call.atom(0), actual, goal)
  const bound = call.atom(1)
  const digits = Math.max(goal?.decimals ?? 0, PUBLISHED_DECIMALS)
  const op: Op = goal?.op ?? 'eq'
  const higher = direction === 'higher'
  switch (op) {
    case 'gt':
      return held(figure, '>', bound, actual)
    case 'lt':
      return held(figure, '<', bound, actual)
    case 'ge':
      return held(`ROUND(${figure},${digits})`, '>=', bound, actual)
    case 'le':
      return held(`ROUND(${figure},${digits})`, '<=', bound, actual)
    case 'approx': {
      const tolerance = toleranceInExcel(goal!, call.arg(1))
      return held(figure, higher ? '>=' : '<=', `ROUND(${bound}${higher ? '-' : '+'}${tolerance},10)`, actual)
    }
    case 'eq':
      return held(figure, higher ? '>=' : '<=', bound, actual)
  }
}

type Sign = '>' | '<' | '>=' | '<='

/** 超200 lies over 200 and 不足200 under it, though the cell holds 200. */
function held(figure: string, sign: Sign, bound: string, actual: PlanningValue): string {
  const op = actual.kind === 'number' ? actual.op : 'eq'
  const over: Readonly<Record<Sign, Sign>> = { '>': '>=', '<': '<', '>=': '>=', '<=': '<' }
  const under: Readonly<Record<Sign, Sign>> = { '>': '>', '<': '<=', '>=': '>', '<=': '<=' }
  return `${figure}${op === 'gt' ? over[sign] : op === 'lt' ? under[sign] : sign}${bound}`
}

function inUnitOf(figure: string, actual: PlanningValue, goal: PlanningNumber | undefined): string {
  if (actual.kind !== 'number' || actual.unit === undefined || goal?.unit === undefined) return figure
  const factor = convert(1, actual.unit, goal.unit)
  return factor === null || factor === 1 ? figure : `${figure}*${factor}`
}

const toleranceInExcel = (goal: PlanningNumber, cell: string): string =>
  `MAX(ABS(${cell})*0.02,${toleranceOf({ value: 0, decimals: goal.decimals })})`

export function agreementInExcel(call: ExcelCall): string {
  const published = planningValue(call.known(1) ?? null)
  const yes = (condition: string) => `IF(${condition},"${AGREES}","${DIFFERS}")`
  const recomputed = call.atom(0)
  const bound = call.atom(1)
  if (published.kind === 'range') {
    const figure = `ROUND(${recomputed},${PUBLISHED_DECIMALS})`
    return guarded(call, [0], yes(`AND(${figure}>=${published.min},${figure}<=${published.max})`))
  }
  const decimals = published.kind === 'number' ? published.decimals : 0
  const figure = `ROUND(${recomputed},${Math.max(decimals, PUBLISHED_DECIMALS)})`
  const op: Op = published.kind === 'number' ? published.op : 'eq'
  const test = (): string => {
    switch (op) {
      case 'approx':
        return `ROUND(ABS(${recomputed}-${bound}),10)<=${toleranceInExcel(published as PlanningNumber, call.arg(1))}`
      case 'ge':
        return `${figure}>=${bound}`
      case 'le':
        return `${figure}<=${bound}`
      case 'gt':
        return `${recomputed}>${bound}`
      case 'lt':
        return `${recomputed}<${bound}`
      case 'eq':
        return `ROUND(${recomputed},${decimals})=ROUND(${bound},10)`
    }
  }
  return guarded(call, [0, 1], yes(test()))
}
