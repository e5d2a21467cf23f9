import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { parseValue } from '../../shared/values/parse.ts'
import { figureOf } from '../../shared/values/print.ts'

/** What a cell says, in short: `≥ 76`, `[-0.23]`, `~7.8 年均`, `12 | /10万`, `8:41:51`, `1..2 | 个`, `none`, `words`, `blank`. */
function read(stored: Scalar): string {
  const value = parseValue(stored)
  switch (value.kind) {
    case 'number': {
      const op = { eq: '', gt: '> ', ge: '≥ ', lt: '< ', le: '≤ ', approx: '~ ' }[value.op]
      const figure = value.cumulative ? `[${value.value}]` : String(value.value)
      const reading =
        value.reading === undefined
          ? ''
          : ` ${{ level: '水平', 'average-growth': '年均', cumulative: '累计' }[value.reading]}`
      return `${op}${figure}${reading}${value.unit === undefined ? '' : ` | ${value.unit}`}`
    }
    case 'ratio':
      return value.parts.join(':')
    case 'range':
      return `${value.min}..${value.max}${value.unit === undefined ? '' : ` | ${value.unit}`}`
    case 'text':
      return 'words'
    case 'none':
    case 'blank':
      return value.kind
  }
}

const CASES: Readonly<Record<string, readonly (readonly [typed: string, read: string])[]>> = {
  '[VAL-2] plain figures, in whatever digits': [
    ['300', '300'],
    ['-0.23', '-0.23'],
    ['－0.23', '-0.23'],
    ['−5', '-5'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['10.0', '10'],
    ['007', '7'],
    ['  5 ', '5'],
    ['１２．５', '12.5'],
    ['1E+21', '1e+21'],
    ['-0', '0'],
  ],
  '[VAL-3] separators of thousands group by three': [
    ['1,234.5', '1234.5'],
    ['1，234，567', '1234567'],
    ['１，２３４．５', '1234.5'],
    ['1,23', 'words'],
    ['1234,567', 'words'],
    ['确保数量不减,质量提升', 'words'],
  ],
  '[VAL-4] qualifiers, before and after, whatever the spaces': [
    ['突破 200', '> 200'],
    ['超过200', '> 200'],
    ['均超 25', '> 25'],
    ['>5', '> 5'],
    ['≥98', '≥ 98'],
    ['>=98', '≥ 98'],
    ['不低于13.75', '≥ 13.75'],
    ['不少于 3', '≥ 3'],
    ['至少 1', '≥ 1'],
    ['2 以上', '≥ 2'],
    ['2 以 上', '≥ 2'],
    ['达到 95', '≥ 95'],
    ['500+', '≥ 500'],
    ['≤67.63', '≤ 67.63'],
    ['不超过 5', '≤ 5'],
    ['5 以下', '≤ 5'],
    ['5以内', '≤ 5'],
    ['<5', '< 5'],
    ['低于５', '< 5'],
    ['8 左右', '~ 8'],
    ['8上下', '~ 8'],
    ['約193', '~ 193'],
    ['近50', '~ 50'],
    ['～5', '~ 5'],
    ['=5', '5'],
    ['力争突破 280', '> 280'],
  ],
  '[VAL-5] two qualifiers: the stricter, the bound, the one that is not weak': [
    ['稳定在 76 以上', '≥ 76'],
    ['保持在95.6以上', '≥ 95.6'],
    ['控制在 35 以内', '≤ 35'],
    ['控制在3左右', '~ 3'],
    ['控制在 5', '≤ 5'],
    ['稳定在 100', '~ 100'],
    ['突破 200 以上', '> 200'],
    ['约 10 以上', '≥ 10'],
    ['达 30 左右', '~ 30'],
    ['≥5以内', 'words'],
    ['5以上以下', 'words'],
  ],
  '[VAL-6] open upwards: 余, 多': [
    ['520 余个', '≥ 520 | 个'],
    ['1.2万多亩', '≥ 1.2 | 万亩'],
    ['十余项', '≥ 10 | 项'],
    ['百余家', '≥ 100 | 家'],
  ],
  '[VAL-7] brackets are the cumulative notation, words give the reading': [
    ['[14.2]', '[14.2]'],
    ['[-0.23]', '[-0.23]'],
    ['〔4100〕', '[4100]'],
    ['【16】', '[16]'],
    ['［1.2］', '[1.2]'],
    ['[16%]', '[16] | %'],
    ['[16]%', '[16] | %'],
    ['≥[2.1]', '≥ [2.1]'],
    ['[≥2.1]', '≥ [2.1]'],
    ['年均 17', '17 年均'],
    ['年均增长7.8%左右', '~ 7.8 年均 | %'],
    ['累计 16', '16 累计'],
    ['[16', 'words'],
    ['16]', 'words'],
    ['[[16]]', 'words'],
    ['(16)', 'words'],
  ],
  '[VAL-8] a fall is a negative change and turns its bound round': [
    ['下降30%', '-30 | %'],
    ['下降30%以上', '≤ -30 | %'],
    ['增长10%', '10 | %'],
    ['降低到 5', '5'],
    ['下降-3', 'words'],
    ['下降3%—5%', '-5..-3 | %'],
  ],
  '[VAL-9] units, attached or apart': [
    ['95%', '95 | %'],
    ['95 ％', '95 | %'],
    ['10亿元', '10 | 亿元'],
    ['30478万元', '30478 | 万元'],
    ['5‰以内', '≤ 5 | ‰'],
    ['0.05 万亩', '0.05 | 万亩'],
    ['13.75 张', '13.75 | 张'],
    ['10 名(个)', '10 | 名(个)'],
    ['10名（个）', '10 | 名(个)'],
    ['28.44个百分点', '28.44 | 个百分点'],
    ['26 微克/立方米以下', '≤ 26 | 微克/立方米'],
    ['控制在每立方米26微克以下', '≤ 26 | 微克/立方米'],
    ['12/10 万以内', '≤ 12 | /10万'],
    ['57.74公顷/亿元', '57.74 | 公顷/亿元'],
    ['10 万立方米/日', '10 | 万立方米/日'],
    ['12/10', 'words'],
    ['12/31', 'words'],
    ['3大任务', 'words'],
    ['500 万以上固定资产投资', 'words'],
  ],
  '[VAL-10] ranges': [
    ['1—2 个', '1..2 | 个'],
    ['1-2 家', '1..2 | 家'],
    ['3～5', '3..5'],
    ['3~5', '3..5'],
    ['5%—6%', '5..6 | %'],
    ['5％－6％', '5..6 | %'],
    ['5—6%左右', '5..6 | %'],
    ['3至5家', '3..5 | 家'],
    ['三到五家', '3..5 | 家'],
    ['-5—-3', '-5..-3'],
    ['5%—6‰', 'words'],
    ['6—5', 'words'],
    ['3—5以上', 'words'],
  ],
  '[VAL-11] ratios': [
    ['8:41:51', '8:41:51'],
    ['8：41：51', '8:41:51'],
    ['11.9:30.8:57.3', '11.9:30.8:57.3'],
    ['4 : 6', '4:6'],
    ['8:', 'words'],
    ['8:41:', 'words'],
  ],
  '[VAL-12] dashes say "none", which is not blank': [
    ['——', 'none'],
    ['—', 'none'],
    ['-', 'none'],
    ['－', 'none'],
    ['–', 'none'],
    ['―', 'none'],
    ['−', 'none'],
    [' —— ', 'none'],
    ['—— —— ——', 'none'],
    ['', 'blank'],
    ['   ', 'blank'],
    ['\u3000\n', 'blank'],
  ],
  '[VAL-13] Chinese numerals': [
    ['十', '10'],
    ['二十三', '23'],
    ['一百零五', '105'],
    ['三百二十', '320'],
    ['一千零五十', '1050'],
    ['三万五千', '35000'],
    ['两百万元', '2000000 | 元'],
    ['一亿', '100000000'],
    ['两所以上', '≥ 2 | 所'],
    ['一万吨', '10000 | 吨'],
    ['一万千瓦', '10000 | 千瓦'],
    ['百分之五十', '50 | %'],
    ['二百五', 'words'],
    ['三万五', 'words'],
    ['三五家', 'words'],
    ['十四五', 'words'],
    ['万元', 'words'],
    ['一流', 'words'],
    ['千方百计', 'words'],
  ],
  '[VAL-14] products': [
    ['2×100 万千瓦', '200 | 万千瓦'],
    ['2x100万千瓦', '200 | 万千瓦'],
    ['2*0.1', '0.2'],
    ['3×0.1', '0.3'],
    ['2台100万千瓦', '200 | 万千瓦'],
    ['2台×100万千瓦', '200 | 万千瓦'],
  ],
  '[VAL-15] dates, ratings, sentences and words stay words': [
    ['2024-01-12', 'words'],
    ['2024-01', 'words'],
    ['2024/01/12', 'words'],
    ['2023年', 'words'],
    ['2023 年前设立', 'words'],
    ['2021—2025年', 'words'],
    ['二Ο三五年', 'words'],
    ['5月', 'words'],
    ['12日', 'words'],
    ['11.52年', '11.52 | 年'],
    ['5年', '5 | 年'],
    ['AA-', 'words'],
    ['保持稳定', 'words'],
    ['3.6 左右 保持稳定', 'words'],
    ['“4 中心 11 平台”', 'words'],
    ['30.66 33.85', 'words'],
    ['PM2.5', 'words'],
    ['12..5', 'words'],
    ['1２,3.4.5', 'words'],
    ['95%%', 'words'],
    ['—5', 'words'],
    ['∞', 'words'],
  ],
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('%j reads %j', (typed, expected) => {
    expect(read(typed)).toBe(expected)
  })
})

test('[VAL-1] stored scalars other than texts', () => {
  expect(parseValue(null)).toEqual({ kind: 'blank' })
  expect(parseValue(true)).toEqual({ kind: 'text', text: 'TRUE' })
  expect(parseValue(300)).toEqual(parseValue('300'))
  expect(parseValue(40 - 26.4)).toMatchObject({ value: 40 - 26.4, text: '13.6', decimals: 1, op: 'eq' })
  expect(parseValue(0.1 + 0.2)).toMatchObject({ text: '0.3', decimals: 1 })
  expect(parseValue(1e21)).toMatchObject({ text: '1E+21', value: 1e21 })
  expect(parseValue(1e-12)).toMatchObject({ text: '1E-12', value: 1e-12 })
})

test.each([
  ['突破 200', '突破 ', '200', ''],
  ['稳定在 76 以上', '稳定在 ', '76', ' 以上'],
  ['【-0.23】', '【', '-0.23', '】'],
  ['下降30%以上', '下降', '30', '%以上'],
  ['2×100 万千瓦', '', '2×100', ' 万千瓦'],
  ['两所以上', '', '两', '所以上'],
  ['百余家', '', '百', '余家'],
  [' 1，234.50 亩', ' ', '1，234.50', ' 亩'],
  ['12.30', '', '12.30', ''],
])('[VAL-16] %j is %j, the figure %j and %j', (text, before, figure, after) => {
  const value = parseValue(text)
  if (value.kind !== 'number') throw new Error(`read as ${value.kind}`)
  expect([value.before, figureOf(value), value.after]).toEqual([before, figure, after])
})

test('[VAL-17] printed decimals are kept', () => {
  const decimals = (text: string) => (parseValue(text) as { decimals: number }).decimals
  expect(['12', '12.', '12.30', '≥10.0', '1,234.5', '两', '1E+3'].map(decimals)).toEqual([0, 0, 2, 1, 1, 0, 0])
})
