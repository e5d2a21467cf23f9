import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { judge, type Verdict } from '../../shared/values/judge.ts'
import { parseValue } from '../../shared/values/parse.ts'
import type { Direction } from '../../shared/values/planning-value.ts'
import { PLAN_135 } from './plan-135.ts'

const judged = (actual: Scalar, target: Scalar, direction: Direction) =>
  judge(parseValue(actual), parseValue(target), direction)

test('[VAL-30] 附表1: 37 targets reached, 5 missed, 三产比例 not judged', () => {
  const indicators = (verdict: Verdict) =>
    PLAN_135.filter(([, target, actual, direction]) => judged(actual, target, direction).verdict === verdict).map(
      ([indicator]) => indicator,
    )
  expect(indicators('reached')).toHaveLength(37)
  expect(indicators('missed')).toEqual([
    '财政总收入',
    '500万以上固定资产投资',
    '实际利用外资',
    '城镇居民人均可支配收入',
    '农村居民人均可支配收入',
  ])
  expect(indicators('not-judged')).toEqual(['三产比例'])
})

const CASES: Readonly<
  Record<
    string,
    readonly (readonly [actual: Scalar, target: Scalar, direction: Direction, verdict: string, code: string])[]
  >
> = {
  '[VAL-31] 突破 is strictly more, less than strictly less': [
    ['200', '突破 200', 'higher', 'missed', 'more-than'],
    ['200.01', '突破 200', 'higher', 'reached', 'more-than'],
    ['超200', '突破 200', 'higher', 'reached', 'more-than'],
    ['5', '<5', 'lower', 'missed', 'less-than'],
    ['4.99', '<5', 'lower', 'reached', 'less-than'],
  ],
  '[VAL-32] bounds hold at printed precision, of two decimals at least': [
    ['98', '≥98', 'higher', 'reached', 'at-least'],
    ['97.6', '≥98', 'higher', 'missed', 'at-least'],
    ['97.99', '≥98', 'higher', 'missed', 'at-least'],
    [1.9993, '2 以上', 'higher', 'reached', 'at-least'],
    [1.9949, '2 以上', 'higher', 'missed', 'at-least'],
    ['66.2', '≤67.63', 'lower', 'reached', 'at-most'],
    [67.634, '≤67.63', 'lower', 'reached', 'at-most'],
    ['67.64', '≤67.63', 'lower', 'missed', 'at-most'],
    [0.9996, '≥1.000', 'higher', 'reached', 'at-least'],
    [0.9994, '≥1.000', 'higher', 'missed', 'at-least'],
    ['4‰', '0.5%以内', 'lower', 'reached', 'at-most'],
    ['6‰', '0.5%以内', 'lower', 'missed', 'at-most'],
  ],
  '[VAL-33] a bound says itself which way is better': [
    ['4', '5以内', 'higher', 'reached', 'at-most'],
    ['6', '5以内', 'higher', 'missed', 'at-most'],
    ['99', '≥98', 'lower', 'reached', 'at-least'],
    ['-35%', '下降30%以上', 'lower', 'reached', 'at-most'],
    ['-25%', '下降30%以上', 'lower', 'missed', 'at-most'],
  ],
  '[VAL-34] 左右 may fall short by 2 % or half a printed digit, and exceed at will': [
    ['35.1', '35 左右', 'higher', 'reached', 'about'],
    ['34.3', '35 左右', 'higher', 'reached', 'about'],
    ['34.29', '35 左右', 'higher', 'missed', 'about'],
    ['50', '35 左右', 'higher', 'reached', 'about'],
    ['2.5', '3左右', 'higher', 'reached', 'about'],
    ['2.49', '3左右', 'higher', 'missed', 'about'],
    ['5.61', '5.5 左右', 'lower', 'reached', 'about'],
    ['5.62', '5.5 左右', 'lower', 'missed', 'about'],
    ['4', '5.5 左右', 'lower', 'reached', 'about'],
  ],
  '[VAL-35] a plain figure is judged by the direction, to the last digit': [
    ['130', '160', 'lower', 'reached', 'at-most'],
    ['57.74', '57.76', 'lower', 'reached', 'at-most'],
    ['161', '160', 'lower', 'missed', 'at-most'],
    ['56', '56', 'higher', 'reached', 'at-least'],
    [40 - 26.4, '13.6', 'higher', 'reached', 'at-least'],
    [13.599, '13.6', 'higher', 'missed', 'at-least'],
    ['不足200', '200', 'higher', 'missed', 'at-least'],
    ['[16]', '[15]', 'higher', 'reached', 'at-least'],
  ],
  '[VAL-36] a range is reached at its easier end': [
    ['5%', '5%—6%', 'higher', 'reached', 'at-least'],
    ['4.9%', '5%—6%', 'higher', 'missed', 'at-least'],
    ['6', '5—6', 'lower', 'reached', 'at-most'],
    ['6.1', '5—6', 'lower', 'missed', 'at-most'],
  ],
  '[VAL-37] units are converted within their family': [
    ['30478万元', '3亿元', 'higher', 'reached', 'at-least'],
    ['30478万元', '7.15亿元', 'higher', 'missed', 'at-least'],
    ['95', '95%', 'higher', 'reached', 'at-least'],
  ],
  '[VAL-38] what cannot be judged is not': [
    ['11.9:30.8:57.3', '10:54:36', 'none', 'not-judged', 'no-direction'],
    ['11.9:30.8:57.3', '10:54:36', 'higher', 'not-judged', 'target-is-no-number'],
    ['100', '≥98', 'none', 'not-judged', 'no-direction'],
    ['100', '——', 'higher', 'not-judged', 'target-is-no-number'],
    ['100', null, 'higher', 'not-judged', 'target-is-no-number'],
    ['76', '保持稳定', 'higher', 'not-judged', 'target-is-no-number'],
    ['——', '98', 'higher', 'not-judged', 'actual-is-no-number'],
    [null, '98', 'higher', 'not-judged', 'actual-is-no-number'],
    ['3—5', '3', 'higher', 'not-judged', 'actual-is-no-number'],
    ['5亿美元', '5亿元', 'higher', 'not-judged', 'units-differ'],
    ['累计 16', '年均 3', 'higher', 'not-judged', 'readings-differ'],
  ],
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('%j against %j, %s: %s', (actual, target, direction, verdict, code) => {
    const judgement = judged(actual, target, direction)
    expect([judgement.verdict, judgement.reason.code]).toEqual([verdict, code])
  })
})

test('[VAL-39] the reason holds the figures in the unit of the target', () => {
  expect(judged('30478万元', '3亿元', 'higher').reason.params).toEqual({ actual: 3.0478, bound: 3 })
  expect(judged('34', '35左右', 'higher').reason.params).toEqual({ actual: 34, bound: 34.3 })
})
