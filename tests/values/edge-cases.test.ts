import { expect, test } from 'vitest'
import { parseValue } from '../../shared/values/parse.ts'
import { convert } from '../../shared/values/unit.ts'

/** The traps of the real documents that sit in one cell; SPEC.md names the others, which need a sentence, a row or a note. */
test.each<[id: string, text: string, reading: object]>([
  ['E01', '突破 200', { kind: 'number', value: 200, op: 'gt' }],
  ['E02', '年均 17', { kind: 'number', value: 17, reading: 'average-growth', op: 'eq' }],
  ['E03', '35 左右', { kind: 'number', value: 35, op: 'approx' }],
  ['E04', '≤67.63', { kind: 'number', value: 67.63, op: 'le' }],
  ['E05', '≥98', { kind: 'number', value: 98, op: 'ge' }],
  ['E06', '[14.2]', { kind: 'number', value: 14.2, cumulative: true }],
  ['E07', '[-0.23]', { kind: 'number', value: -0.23, cumulative: true }],
  ['E09', '10:54:36', { kind: 'ratio', parts: [10, 54, 36] }],
  ['E10', '11.9:30.8:57.3', { kind: 'ratio', parts: [11.9, 30.8, 57.3] }],
  ['E11', '8:41:51', { kind: 'ratio', parts: [8, 41, 51] }],
  ['E12', '——', { kind: 'none' }],
  ['E13', '稳定在 76 以上', { kind: 'number', value: 76, op: 'ge' }],
  ['E14', '3.6 左右', { kind: 'number', value: 3.6, op: 'approx' }],
  ['E14', '保持稳定', { kind: 'text' }],
  ['E15', '确保数量不减,质量提升', { kind: 'text' }],
  ['E16', '2 以上', { kind: 'number', value: 2, op: 'ge' }],
  ['E17', '5.5 左右', { kind: 'number', value: 5.5, op: 'approx' }],
  ['E26', '2×100 万千瓦', { kind: 'number', value: 200, unit: '万千瓦' }],
  ['E27', '12/10 万以内', { kind: 'number', value: 12, op: 'le', unit: '/10万' }],
  ['E28', '5‰以内', { kind: 'number', value: 5, op: 'le', unit: '‰' }],
  ['E29', '13.75 张', { kind: 'number', value: 13.75, unit: '张' }],
  ['E30', '1—2 个', { kind: 'range', min: 1, max: 2, unit: '个' }],
  ['E31', '1-2 家', { kind: 'range', min: 1, max: 2, unit: '家' }],
  ['E32', '4:6', { kind: 'ratio', parts: [4, 6] }],
  ['E33', '10 名(个)', { kind: 'number', value: 10, unit: '名(个)' }],
  ['E34', '“4 中心 11 平台”', { kind: 'text' }],
  ['E37', '均达 1 亿 元以上', { kind: 'number', value: 1, op: 'ge', unit: '亿元' }],
  ['E38', '两所以上', { kind: 'number', value: 2, op: 'ge', unit: '所' }],
  ['E44', '2023 年前设立', { kind: 'text' }],
  ['E45', '二Ο三五年', { kind: 'text' }],
  ['E49', '2台100万千瓦', { kind: 'number', value: 200, unit: '万千瓦' }],
  ['E51', '1.2万多亩', { kind: 'number', value: 1.2, op: 'ge', unit: '万亩' }],
  ['E52', '一万吨', { kind: 'number', value: 10000, unit: '吨' }],
  ['E55', '近50%', { kind: 'number', value: 50, op: 'approx', unit: '%' }],
  ['E56', '520 余个', { kind: 'number', value: 520, op: 'ge', unit: '个' }],
  ['E60', '10.0%', { kind: 'number', value: 10, decimals: 1, unit: '%' }],
  ['E62', 'AA-', { kind: 'text' }],
  ['E63', '控制在每立方米26微克以下', { kind: 'number', value: 26, op: 'le', unit: '微克/立方米' }],
  ['E65', '促稳提质', { kind: 'text' }],
  ['E66', '下降30%', { kind: 'number', value: -30, unit: '%' }],
  ['E67', '約193公里', { kind: 'number', value: 193, op: 'approx', unit: '公里' }],
])('[VAL-15] %s: %s', (_, text, reading) => {
  expect(parseValue(text)).toMatchObject({ ...reading, text })
})

test.each<[id: string, value: number, from: string, to: string, expected: number]>([
  ['E28', 5, '‰', '%', 0.5],
  ['E39', 0.05, '万亩', '亩', 500],
  ['E46', 30478, '万元', '亿元', 3.0478],
  ['E51', 1.2, '万亩', '亩', 12000],
])('[VAL-22] %s: %d %s in %s', (_, value, from, to, expected) => {
  expect(convert(value, from, to)).toBe(expected)
})
