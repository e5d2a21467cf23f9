/**
 * The codes of the formats that a file names by number alone, as Chinese Excel and WPS show them: 14 is `2024/3/5` there,
 * and 27 to 58 exist only in the far east.
 */
const CODES: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  ...sameFor([27, 36, 50, 52, 57], 'yyyy"年"m"月"'),
  ...sameFor([28, 29, 51, 53, 54, 58], 'm"月"d"日"'),
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  ...sameFor([34, 55], 'AM/PMh"时"mm"分"'),
  ...sameFor([35, 56], 'AM/PMh"时"mm"分"ss"秒"'),
}

function sameFor(ids: readonly number[], code: string): Record<number, string> {
  return Object.fromEntries(ids.map(id => [id, code]))
}

export const builtinFormat = (id: number): string => CODES[id] ?? 'General'
