import { expect, test } from 'vitest'
import { type IssueCode, valueIssue } from '../../shared/values/issue.ts'
import { parseValue } from '../../shared/values/parse.ts'
import { printValue } from '../../shared/values/print.ts'

test.each<[string, IssueCode, string]>([
  ['12..5', 'two-points', '12..5'],
  ['1.2.3', 'two-points', '1.2.3'],
  ['1２,3.4.5', 'two-points', '12,3.4.5'],
  ['≥12..5', 'two-points', '12..5'],
  ['[12..5]', 'two-points', '12..5'],
  ['95%%', 'doubled-unit', '%%'],
  ['5‰‰以内', 'doubled-unit', '‰‰'],
  ['abc12', 'letters', 'abc'],
  ['12abc', 'letters', 'abc'],
  ['1O5', 'letters', 'O'],
  ['30.66 33.85', 'two-figures', '30.66 33.85'],
  ['5%6%', 'two-figures', '5%6'],
  ['1,23', 'separators', '1,23'],
  ['1234,567%', 'separators', '1234,567'],
  ['12。5', 'point-character', '。'],
  ['12·5', 'point-character', '·'],
  ['—5', 'sign', '—'],
  ['--5', 'sign', '--'],
  ['5-', 'sign', '-'],
  ['6—5', 'reversed-range', '6—5'],
  ['8:41:', 'broken-ratio', '8:41:'],
  ['[14.2', 'bracket-open', '['],
  ['14.2]', 'bracket-open', ']'],
  ['≥5以内', 'contradiction', '≥5以内'],
  ['15 垧', 'unknown-unit', '垧'],
  ['9'.repeat(400), 'too-large', '9'.repeat(20)],
])('[VAL-50] %s looks like a broken figure: %s', (text, code, part) => {
  const value = parseValue(text)
  expect(valueIssue(value, 'value')).toEqual({ code, params: { part } })
  expect(printValue(value)).toBe(text)
})

test.each([
  '保持稳定',
  '促稳提质',
  '确保数量不减,质量提升',
  'AA-',
  '2024-01-12',
  '2023年',
  '2021—2025年',
  '5月',
  '12/31',
  '“4 中心 11 平台”',
  '3.6 左右 保持稳定',
  '城镇和农村居民人均可支配收入分别增长5.0%、8.3%',
  '完成市下达任务',
])('[VAL-51] %s is meant as it stands', text => {
  expect(parseValue(text).kind).toBe('text')
  expect(valueIssue(parseValue(text), 'value')).toBeNull()
})

test.each(['8 左右', '[16]', '——', '8:41:51', '1—2 个', '', '300'])('[VAL-51] %j is a value', text => {
  expect(valueIssue(parseValue(text), 'value')).toBeNull()
})

test('[VAL-52] only cells of value columns have issues', () => {
  for (const type of ['category', 'text', 'choice', 'owner', 'computed'] as const) {
    expect(valueIssue(parseValue('12..5'), type)).toBeNull()
  }
})
