import { describe, expect, it } from 'vitest'
import { literal, planningFormat, textFormat } from '../../server/excel/planning-format.ts'
import { parseValue } from '../../shared/values/parse.ts'

const format = (text: string) => {
  const value = parseValue(text)
  if (value.kind !== 'number') throw new Error(`${text} is no number`)
  return planningFormat(value)
}

describe('a planning number keeps its qualifier in the number format', () => {
  it.each([
    ['202.28', 202.28, 'General'],
    ['300', 300, 'General'],
    ['10.0', 10, '0.0'],
    ['007', 7, '000'],
    ['.5', 0.5, '.0'],
    ['1,234.50', 1234.5, '#,##0.00'],
    ['12345678901.5', 12345678901.5, '0.0'],
    ['8 左右', 8, '0" 左右"'],
    ['7.8左右', 7.8, '0.0"左右"'],
    ['≥95', 95, '"≥"0;"≥-"0'],
    ['突破 200', 200, '"突破 "0;"突破 -"0'],
    ['稳定在 76 以上', 76, '"稳定在 "0" 以上";"稳定在 -"0" 以上"'],
    ['年均 12.3', 12.3, '"年均 "0.0;"年均 -"0.0'],
    ['[16]', 16, '"["0"]";"[-"0"]"'],
    ['[-0.23]', -0.23, '"["0.00"]";"[-"0.00"]"'],
    ['−5', -5, '0;"−"0'],
    ['+5', 5, '"+"0;"-"0'],
    ['下降5%', -5, '"下降-"0"%";"下降"0"%"'],
    ['95%', 95, '0"%"'],
    ['8.41万吨', 8.41, '0.00"万吨"'],
    ['８．５左右', 8.5, '0.0"左右"'],
    ['突破三百亿元', 30_000_000_000, '"突破"0"元";"突破-"0"元"'],
    ['1e5', 100_000, '0'],
  ])('%s → %d under %s', (text, value, numFmt) => {
    expect(format(text)).toEqual({ value, numFmt })
  })

  it('a number of more digits than Excel keeps has no format', () => {
    expect(format('360721199001011234')).toBeNull()
  })
})

describe('a computed number takes its format from the text that the grid shows', () => {
  it.each([
    [8.2034, '8.20', '0.00'],
    [1.005, '1.01', '0.00'],
    [13.6, '[13.6]', '"["0.0"]";"[-"0.0"]"'],
    [0.95, '95%', '0%'],
    [-0.5, '-0.5', 'General'],
  ])('%d shown as %s → %s', (value, text, numFmt) => {
    expect(textFormat(value, text)).toEqual({ value, numFmt })
  })

  it('no format where the text does not show the number', () => {
    expect(textFormat(5, '第 6 名')).toBeNull()
    expect(textFormat(5, '五')).toBeNull()
  })
})

it('words are quoted so that no letter of them is a code, quotation marks included', () => {
  expect(literal('d"m')).toBe('"d"\\""m"')
  expect(literal('左\n右')).toBe('"左 右"')
})
