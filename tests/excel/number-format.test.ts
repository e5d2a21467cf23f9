import { describe, expect, it } from 'vitest'
import { builtinFormat } from '../../server/excel/reading/builtin-formats.ts'
import { showNumber } from '../../server/excel/reading/number-format.ts'

describe('a number is read as its cell shows it', () => {
  it.each([
    [8, 'General', '8'],
    [0.1 + 0.2, 'General', '0.3'],
    [9, '0"左右"', '9左右'],
    [9, '0左右', '9左右'],
    [8.25, '0.0"左右"', '8.3左右'],
    [-8, '0"左右"', '-8左右'],
    [95, '"≥"0;"≥-"0', '≥95'],
    [-95, '"≥"0;"≥-"0', '≥-95'],
    [-0.23, '"["0.00"]";"[-"0.00"]"', '[-0.23]'],
    [-5, '"下降-"0"%";"下降"0"%"', '下降5%'],
    [0.95, '0%', '95%'],
    [0.57, '0.0%', '57.0%'],
    [1.005, '0.00', '1.01'],
    [1234567.5, '#,##0.00', '1,234,567.50'],
    [1234, '#,##0_);(#,##0)', '1,234'],
    [-1234, '#,##0_);(#,##0)', '(1,234)'],
    [-3, '0.00;[Red]-0.00', '-3.00'],
    [-3, '[红色]-0', '--3'],
    [7, '000', '007'],
    [0.5, '.0', '.5'],
    [5, '0.##', '5'],
    [5.25, '0.##', '5.25'],
    [0, '#,##0', '0'],
    [0, '#', '0'],
    [12, '[$¥-804]#,##0.00', '¥12.00'],
    [12, '\\约0', '约12'],
    [5, '"d"\\""m"0', 'd"m5'],
    [3, 'General"个"', '3个'],
    [3.5, 'G/通用格式"个"', '3.5个'],
    [3, '0"日"', '3日'],
    [-0.001, '0.0', '0.0'],
  ])('%d under %s: %s', (value, code, text) => {
    expect(showNumber(value, code, false)).toMatchObject({ text, kind: 'number' })
  })

  it.each([
    [12.345, '0.0"左右"', '12.3左右', '12.345左右'],
    [0.9567, '0%', '96%', '95.67%'],
    [8, '0.00', '8.00', '8.00'],
    [1234.5, '#,##0', '1,235', '1,234.5'],
  ])('%d under %s shows %s and holds %s', (value, code, text, exact) => {
    expect(showNumber(value, code, false)).toEqual({ text, exact, kind: 'number' })
  })

  it.each([
    '0.00E+00',
    '# ?/?',
    '[DBNum1]0',
    '[>=100]0"多";0',
    '0.0,',
    '000-0000',
    ';;;',
    '0;;',
    '"无"',
    '0"没完',
    'x0',
  ])('%s is not understood: the plain number stands', code => {
    expect(showNumber(-999.75, code, false)).toEqual({ text: '-999.75', exact: '-999.75', kind: 'not-understood' })
  })
})

describe('dates are read as shown', () => {
  it.each([
    [45356, builtinFormat(14), '2024/3/5'],
    [45356, builtinFormat(31), '2024年3月5日'],
    [45356, builtinFormat(57), '2024年3月'],
    [45356, builtinFormat(58), '3月5日'],
    [45356, 'yyyy-mm-dd', '2024-03-05'],
    [45356, '[$-804]yyyy"年"m"月"d"日";@', '2024年3月5日'],
    [45356, 'aaaa', '星期二'],
    [45356.75, 'yyyy/m/d h:mm', '2024/3/5 18:00'],
    [0.5, 'h:mm AM/PM', '12:00 下午'],
    [0.0048611, 'h:mm:ss', '0:07:00'],
    [1.5, '[h]:mm', '36:00'],
    [1, 'yyyy-m-d', '1900-1-1'],
    [61, 'yyyy-m-d', '1900-3-1'],
  ])('%d under %s: %s', (value, code, text) => {
    expect(showNumber(value, code, false)).toEqual({ text, exact: text, kind: 'date' })
  })

  it('counts from 1904 where the workbook does', () => {
    expect(showNumber(45356 - 1462, 'yyyy-mm-dd', true).text).toBe('2024-03-05')
  })

  it.each([-1, 1e9])('%d is no day', serial => {
    expect(showNumber(serial, 'yyyy-mm-dd', false).kind).toBe('not-understood')
  })
})
