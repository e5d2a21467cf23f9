import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareValues, sameValue } from '../../shared/values/compare.ts'
import { valueIssue } from '../../shared/values/issue.ts'
import { valueToJson } from '../../shared/values/json.ts'
import { judge } from '../../shared/values/judge.ts'
import { LONGEST_VALUE, parseValue } from '../../shared/values/parse.ts'
import { printNumber, printValue, roundTo } from '../../shared/values/print.ts'

const SEED = Number(process.env.VALUES_SEED ?? 20261122)
const RUNS = { seed: SEED, numRuns: 3_000 } // fast-check prints the seed and the path of a counterexample

const PIECES = [
  ...'0123456789.,:- —~[]〔〕％%‰余多两十百千万亿一二三×x/',
  ...[
    '以上',
    '以下',
    '以内',
    '左右',
    '突破',
    '超过',
    '≥',
    '≤',
    '约',
    '年均',
    '下降',
    '控制在',
    '稳定在',
    '每',
    '个',
    '亿元',
  ],
  ...['立方米', '公顷', '，', '．', '：', '１', '\u3000', '保持', 'abc', '𠮷', '\ud800'],
]
/** texts that come near to planning values, and any texts at all */
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary-ascii' }),
)

describe(`any text (seed ${SEED})`, () => {
  test('[VAL-1] printing gives the text back, and no part of reading throws', () => {
    fc.assert(
      fc.property(anyText, text => {
        const value = parseValue(text)
        expect(printValue(value)).toBe(text)
        valueIssue(value, 'value')
        judge(value, value, 'higher')
        expect(JSON.parse(JSON.stringify(valueToJson(value)))).toEqual(valueToJson(value))
      }),
      RUNS,
    )
  })

  test('[VAL-2] every figure read is finite and never -0', () => {
    fc.assert(
      fc.property(anyText, text => {
        const value = parseValue(text)
        const figures =
          value.kind === 'number'
            ? [value.value]
            : value.kind === 'range'
              ? [value.min, value.max]
              : value.kind === 'ratio'
                ? value.parts
                : []
        for (const figure of figures) {
          expect(Number.isFinite(figure)).toBe(true)
          expect(Object.is(figure, -0)).toBe(false)
        }
      }),
      RUNS,
    )
  })

  test('[VAL-16] before + figure + after is the text', () => {
    fc.assert(
      fc.property(anyText, text => {
        const value = parseValue(text)
        if (value.kind !== 'number') return
        expect(text.startsWith(value.before) && text.endsWith(value.after)).toBe(true)
        expect(value.before.length + value.after.length).toBeLessThan(text.length)
      }),
      RUNS,
    )
  })

  test('[VAL-25] the order is total: antisymmetric, transitive, equal only for what reads and is spelt the same', () => {
    const values = anyText.map(text => parseValue(text))
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        expect(Math.sign(compareValues(a, b)) + Math.sign(compareValues(b, a))).toBe(0)
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0)
        if (compareValues(a, b) === 0) expect(printValue(a)).toBe(printValue(b))
        expect(sameValue(a, a)).toBe(true)
        expect(sameValue(a, b)).toBe(sameValue(b, a))
      }),
      RUNS,
    )
  })
})

test('[VAL-18] a long text is words at once: nothing is looked for in it', () => {
  for (const piece of [...PIECES, '1,', '1 ', '1:', '1-', '9.', '二十', '1×', '[1', '约1']) {
    const text = piece.repeat(10_000)
    const value = parseValue(text)
    expect(printValue(value)).toBe(text)
    if (text.trim().length > LONGEST_VALUE) expect(['text', 'none']).toContain(value.kind)
    valueIssue(value, 'value')
  }
})

const figures = fc.oneof(
  fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
  fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 6 }))
    .map(([n, places]) => n / 10 ** places),
)

describe(`any number (seed ${SEED})`, () => {
  test('[VAL-20] what is printed reads as the number again, to 15 digits', () => {
    fc.assert(
      fc.property(figures, n => {
        expect(Number(printNumber(n))).toBe(Number(n.toPrecision(15)) + 0)
        expect(parseValue(printNumber(n)).kind).toBe('number')
      }),
      RUNS,
    )
  })

  test('[VAL-21] rounding by floats and by digits is one and the same', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 6 }), (n, decimals) => {
        expect(Number(printNumber(n, decimals))).toBe(roundTo(n, decimals, 'half-up'))
        for (const rounding of ['half-up', 'half-even', 'truncate'] as const) {
          const rounded = roundTo(n, decimals, rounding)
          expect(roundTo(rounded, decimals, rounding)).toBe(rounded)
          expect(roundTo(-n, decimals, rounding) + rounded).toBe(0)
          expect(Object.is(rounded, -0)).toBe(false)
        }
      }),
      RUNS,
    )
  })
})
