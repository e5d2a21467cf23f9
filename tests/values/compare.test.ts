import { expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { compareValues, sameValue } from '../../shared/values/compare.ts'
import { parseValue } from '../../shared/values/parse.ts'
import { printValue } from '../../shared/values/print.ts'

test('[VAL-25] numbers, ratios, ranges, words, none, blank', () => {
  const sorted: Scalar[] = [
    '-3',
    '<2',
    '2',
    '≥2',
    '10',
    '400亩',
    '0.05万亩',
    '4:6',
    '8:41:51',
    '1—2',
    '3—5',
    'AA',
    'AA-',
    '保持稳定',
    '—',
    '——',
    null,
  ]
  const shuffled = [...sorted].sort((a, b) => String(a).length - String(b).length)
  const print = (values: readonly Scalar[]) => values.map(value => printValue(parseValue(value)))
  expect(shuffled.map(parseValue).sort(compareValues).map(printValue)).toEqual(print(sorted))
  expect([...sorted].reverse().map(parseValue).sort(compareValues).map(printValue)).toEqual(print(sorted))
})

test.each<[Scalar, Scalar, boolean]>([
  ['≥ 95', '不低于95', true],
  ['1,234', 1234, true],
  ['10.0', 10, true],
  ['500亩', '0.05万亩', true],
  ['5‰', '0.5%', true],
  ['两所', '2所', true],
  ['[16]', '〔16〕', true],
  ['8：41：51', '8:41:51', true],
  ['3—5', '3~5', true],
  ['——', '-', true],
  [null, '  ', true],
  ['95', '95%', false],
  ['16', '[16]', false],
  ['95', '≥95', false],
  ['年均 8', '8', false],
  ['5元', '5美元', false],
  ['——', null, false],
  ['保持稳定', '保持平稳', false],
])('[VAL-26] whether %j and %j say the same: %s', (a, b, same) => {
  expect(sameValue(parseValue(a), parseValue(b))).toBe(same)
})
