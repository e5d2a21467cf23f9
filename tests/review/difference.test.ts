import { expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { differenceOf } from '../../shared/review/difference.ts'

/** before, after, the unit beside the figure, what is said */
const CASES: readonly (readonly [Scalar, Scalar, string | null, unknown])[] = [
  [122, 130, '亿元', [{ kind: 'figure', by: 8, unit: '亿元', points: false, percent: (8 / 122) * 100 }]],
  ['6左右', '6.5左右', '%', [{ kind: 'figure', by: 0.5, unit: '%', points: true, percent: (0.5 / 6) * 100 }]],
  [0, 5, '个', [{ kind: 'figure', by: 5, unit: '个', points: false, percent: null }]],
  [40, 26.4, null, [{ kind: 'figure', by: -13.6, unit: null, points: false, percent: -34 }]],
  ['8以上', '8左右', '%', [{ kind: 'qualifier', from: 'ge', to: 'approx' }]],
  ['≥95', '不低于95', '%', [{ kind: 'spelling' }]],
  ['0.05万亩', '500亩', null, [{ kind: 'spelling' }]],
  ['4.38亿美元', '30.66亿元', null, [{ kind: 'unit', from: '亿美元', to: '亿元' }]],
  ['[16]', 16, '%', [{ kind: 'reading', from: 'cumulative', to: null }]],
  [5, '完成市下达任务', null, [{ kind: 'sort', from: 'number', to: 'text' }]],
  [5, '——', null, [{ kind: 'sort', from: 'number', to: 'none' }]],
  [null, 5, null, [{ kind: 'filled' }]],
  [5, null, null, [{ kind: 'cleared' }]],
  ['8:41:51', '8:42:50', null, [{ kind: 'words' }]],
]

test.each(CASES)('%j → %j (%s)', (before, after, unit, expected) => {
  const found = differenceOf(before, after, unit)
  expect(found).toHaveLength((expected as unknown[]).length)
  found.forEach((difference, at) => {
    const wanted = (expected as Record<string, unknown>[])[at]!
    if (difference.kind === 'figure' && difference.percent !== null) {
      expect(difference.percent).toBeCloseTo(wanted.percent as number, 10)
      expect({ ...difference, percent: null }).toEqual({ ...wanted, percent: null })
    } else expect(difference).toEqual(wanted)
  })
})
