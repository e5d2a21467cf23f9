import { agrees, judge } from '../../values/judge.ts'
import type { CellValue } from '../cell-value.ts'
import { numberIn } from '../evaluate/coerce.ts'
import { definer, type FunctionDefinition, value, values } from './definition.ts'
import { directionIn } from './direction.ts'
import { agreementInExcel, judgementInExcel } from './judging-excel.ts'
import { AGREES, DIFFERS, MISSED, NOT_JUDGED, PUBLISHED_DECIMALS, REACHED } from './judging-words.ts'
import { MISSING, planningValue } from './planning-figures.ts'

function judged(actual: CellValue, target: CellValue, direction: CellValue): CellValue {
  const better = directionIn(direction)
  if (better === null) return MISSING
  if (typeof better === 'object') return better
  if (better === 'none') return NOT_JUDGED
  const result = planningValue(actual)
  const goal = planningValue(target)
  if (isUnsaid(result.kind) || isUnsaid(goal.kind)) return MISSING
  const { verdict } = judge(result, goal, better)
  return verdict === 'reached' ? REACHED : verdict === 'missed' ? MISSED : NOT_JUDGED
}

const isUnsaid = (kind: string): boolean => kind === 'blank' || kind === 'none' || kind === 'text'

function agreement(recomputed: CellValue, published: CellValue): CellValue {
  const figure = numberIn(recomputed)
  if (figure === null) return MISSING
  const found = agrees(figure, planningValue(published), PUBLISHED_DECIMALS)
  return found.agrees === null ? MISSING : found.agrees ? AGREES : DIFFERS
}

const define = definer('planning')

export const judgingFunctions: readonly FunctionDefinition[] = [
  define(
    '达标',
    'text',
    [value('完成', 'actual'), value('目标', 'target'), value('方向', 'direction')],
    values((a, b, c) => judged(a ?? null, b ?? null, c ?? null)),
    '按限定词和方向判断是否完成：“完成”“未完成”或“不评判”',
    'Whether the target is reached, by its qualifier and direction',
    { example: '达标([@完成],[@计划],[@方向])', aliases: ['是否完成', 'REACHED'], toExcel: judgementInExcel },
  ),
  define(
    '相符',
    'text',
    [value('复算', 'recomputed'), value('公布', 'published')],
    values((a, b) => agreement(a ?? null, b ?? null)),
    '复算数与公布数在所列位数上是否一致：“相符”或“口径待核”',
    'Whether a recomputed figure agrees with the published one at its printed digits',
    { example: '相符(年均增速([@上年],[@完成],5),[@计划])', aliases: ['AGREES'], toExcel: agreementInExcel },
  ),
]
