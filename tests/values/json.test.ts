import { expect, test } from 'vitest'
import { valueJson, valueToJson } from '../../shared/values/json.ts'
import { parseValue } from '../../shared/values/parse.ts'

test.each<[string | null, object]>([
  ['≥95', { kind: 'number', text: '≥95', value: 95, op: 'ge', cumulative: false, decimals: 0 }],
  ['[-0.23]', { kind: 'number', text: '[-0.23]', value: -0.23, op: 'eq', cumulative: true, decimals: 2 }],
  [
    '年均 17',
    { kind: 'number', text: '年均 17', value: 17, op: 'eq', cumulative: false, reading: 'average-growth', decimals: 0 },
  ],
  [
    '累计 16',
    { kind: 'number', text: '累计 16', value: 16, op: 'eq', cumulative: true, reading: 'cumulative', decimals: 0 },
  ],
  [
    '12/10万以内',
    { kind: 'number', text: '12/10万以内', value: 12, op: 'le', cumulative: false, unit: '/10万', decimals: 0 },
  ],
  ['8:41:51', { kind: 'ratio', text: '8:41:51', parts: [8, 41, 51] }],
  ['1—2 个', { kind: 'range', text: '1—2 个', min: 1, max: 2, unit: '个' }],
  ['——', { kind: 'none', text: '——' }],
  ['保持稳定', { kind: 'text', text: '保持稳定' }],
  ['', { kind: 'none', text: '', blank: true }],
  ['  ', { kind: 'none', text: '  ', blank: true }],
  [null, { kind: 'none', text: '', blank: true }],
])('[VAL-45] %j as JSON', (stored, json) => {
  const answer = valueToJson(parseValue(stored))
  expect(answer).toEqual(json)
  expect(valueJson.strict().parse(answer)).toEqual(json)
})
