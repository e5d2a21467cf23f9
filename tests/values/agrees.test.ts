import { expect, test } from 'vitest'
import { agrees } from '../../shared/values/judge.ts'
import { parseValue } from '../../shared/values/parse.ts'
import type { PlanningNumber } from '../../shared/values/planning-value.ts'
import { PLAN_145 } from './plan-145.ts'

const numberOf = (text: string): PlanningNumber | null => {
  const value = parseValue(text)
  return value.kind === 'number' ? value : null
}
const rows = PLAN_145.flatMap(([indicator, baseText, targetText, changeText]) => {
  const [base, target, change] = [numberOf(baseText), numberOf(targetText), numberOf(changeText)]
  return base && target && change ? [{ indicator, base: base.value, target: target.value, change }] : []
})

test('[VAL-40] [VAL-44] 附表2: six of the seven published growth rates are borne out, that of GDP is not', () => {
  const growth = rows.filter(row => !row.change.cumulative)
  const answers = growth.map(row => [
    row.indicator,
    agrees(((row.target / row.base) ** (1 / 5) - 1) * 100, row.change, 2),
  ])
  expect(answers).toHaveLength(7)
  expect(answers).toEqual([
    ['地区生产总值(GDP)', { agrees: false, difference: 0.4 }],
    ['全员劳动生产率', { agrees: true, difference: 0.01 }],
    ['社会消费品零售总额', { agrees: true, difference: -0.06 }],
    ['出口总额', { agrees: true, difference: 0 }],
    ['实际利用外资', { agrees: true, difference: -0.08 }],
    ['城镇居民人均可支配收入', { agrees: true, difference: 0 }],
    ['农村居民人均可支配收入', { agrees: true, difference: 0 }],
  ])
})

test('[VAL-41] 附表2: all nine cumulative changes are borne out', () => {
  const cumulative = rows.filter(row => row.change.cumulative)
  const answers = cumulative.map(row => agrees(row.target - row.base, row.change, 2))
  expect(answers).toEqual(Array(9).fill({ agrees: true, difference: 0 }))
})

test.each<[number, string, number, boolean]>([
  [8.2, '7.8左右', 2, false],
  [7.4, '7.8左右', 2, false],
  [7.95, '7.8左右', 2, true],
  [7.65, '7.8左右', 2, true],
  [2.5, '3左右', 2, true],
  [1.9993, '2以上', 2, true],
  [1.9993, '2以上', 4, false],
  [3, '2以上', 2, true],
  [5.004, '≤5', 2, true],
  [5.006, '≤5', 2, false],
  [200, '突破200', 2, false],
  [200.004, '突破200', 2, true],
  [13.600000000000001, '[13.6]', 2, true],
  [13.64, '13.6', 2, true],
  [13.65, '13.6', 2, false],
  [13.64, '13.60', 2, false],
  [5.5, '5—6', 2, true],
  [6.01, '5—6', 2, false],
])('[VAL-42] whether %d bears out %j at %d decimals: %s', (recomputed, published, decimals, expected) => {
  expect(agrees(recomputed, parseValue(published), decimals).agrees).toBe(expected)
})

test('[VAL-43] why it cannot be said', () => {
  for (const published of ['——', '保持稳定', '8:41:51', '']) {
    expect(agrees(8, parseValue(published), 2)).toEqual({ agrees: null, code: 'published-is-no-number' })
  }
  expect(agrees(Number.NaN, parseValue('8'), 2)).toEqual({ agrees: null, code: 'nothing-recomputed' })
})
