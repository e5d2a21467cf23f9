import { expect, test } from 'vitest'
import { printNumber, roundTo } from '../../shared/values/print.ts'

test.each<[number, number | undefined, string]>([
  [40 - 26.4, undefined, '13.6'],
  [0.1 + 0.2, undefined, '0.3'],
  [1 / 3, undefined, '0.333333333333333'],
  [2 / 3, undefined, '0.666666666666667'],
  [123456789012345680, undefined, '123456789012346000'],
  [-0, undefined, '0'],
  [1e-7, undefined, '0.0000001'],
  [-1.5e-12, undefined, '-1.5E-12'],
  [1.25e30, undefined, '1.25E+30'],
  [1.005, 2, '1.01'],
  [2.675, 2, '2.68'],
  [1.255, 2, '1.26'],
  [-1.005, 2, '-1.01'],
  [8.345, 2, '8.35'],
  [-0.004, 2, '0.00'],
  [-0.001, 0, '0'],
  [0.5, 0, '1'],
  [1.5, 0, '2'],
  [-2.5, 0, '-3'],
  [9.995, 2, '10.00'],
  [99.9999, 3, '100.000'],
  [0.00999, 2, '0.01'],
  [12, 2, '12.00'],
  [1e22, 2, '10000000000000000000000.00'],
  [Number.NaN, 2, '#NUM!'],
])('[VAL-20] %d with %s decimals prints %j', (n, decimals, printed) => {
  expect(printNumber(n, decimals)).toBe(printed)
})

const COMPLETION = (58.33 / 83.19) * 100 // 70.1166… %, printed as 70.11

test.each<[number, number, 'none' | 'half-up' | 'half-even' | 'truncate', number]>([
  [COMPLETION, 2, 'half-up', 70.12],
  [COMPLETION, 2, 'half-even', 70.12],
  [COMPLETION, 2, 'truncate', 70.11],
  [COMPLETION, 2, 'none', COMPLETION],
  [COMPLETION - (5 / 12) * 100, 2, 'half-up', 28.45],
  [70.11 - 41.67, 2, 'truncate', 28.44],
  [(22 / 23) * 100, 2, 'truncate', 95.65],
  [1.005, 2, 'half-up', 1.01],
  [1.005, 2, 'half-even', 1],
  [1.015, 2, 'half-even', 1.02],
  [1.0050001, 2, 'half-even', 1.01],
  [0.5, 0, 'half-even', 0],
  [2.5, 0, 'half-even', 2],
  [-2.5, 0, 'half-even', -2],
  [4.35 * 100, 0, 'truncate', 435],
  [1.1 * 3, 1, 'truncate', 3.3],
  [-1.999, 2, 'truncate', -1.99],
  [-0.001, 2, 'truncate', 0],
  [1250, -2, 'half-up', 1300],
  [1250, -2, 'half-even', 1200],
  [49, -2, 'half-up', 0],
  [1.7976931348623157e308, 0, 'half-up', 1.7976931348623157e308],
  [Number.POSITIVE_INFINITY, 2, 'half-up', Number.POSITIVE_INFINITY],
])('[VAL-21] %d to %d decimals, %s, is %d', (n, decimals, rounding, rounded) => {
  expect(roundTo(n, decimals, rounding)).toBe(rounded)
})
