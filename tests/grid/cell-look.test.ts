import { describe, expect, it } from 'vitest'
import { type CellMarks, cellLook } from '../../client/grid/cell-look.ts'
import { createFitText } from '../../client/grid/fit-text.ts'
import { layOut } from '../../client/grid/geometry.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import type { ColumnType } from '../../shared/tables/structure.ts'
import { parseValue } from '../../shared/values/parse.ts'

/** every Chinese character 13 px, all else 7 */
const fit = createFitText(text => [...text].reduce((width, sign) => width + (sign > '\u2000' ? 13 : 7), 0))
const placed = (type: ColumnType, width: number) =>
  layOut([{ id: 'c', title: 'c', type, fills: 'owner', order: '0' }], [width], { rowHeight: 30, headHeight: 30 })
    .columns[0]!
const NO_MARKS: CellMarks = { old: null, unsaved: false, issue: false }
const look = (
  type: ColumnType,
  stored: Scalar,
  { width = 120, marks = NO_MARKS, computed = null as CellValue, text = String(stored ?? '') } = {},
) => {
  const {
    className,
    old,
    before,
    text: shown,
    after,
  } = cellLook(placed(type, width), { text, value: () => parseValue(stored), computed: () => computed }, marks, fit)
  return { classes: className.split(' ').filter(name => name !== 'lead'), line: [old, before, shown, after].join('|') }
}

describe('what a value cell looks like', () => {
  it.each([
    [300, ['value', 'figure'], '||300|'],
    ['7.8左右', ['value', 'figure'], '||7.8|左右'],
    ['≥95', ['value', 'figure'], '|≥|95|'],
    ['[16]', ['value', 'figure'], '|[|16|]'],
    ['11.9:30.8:57.3', ['value', 'figure'], '||11.9:30.8:57.3|'],
    ['——', ['value', 'figure', 'none'], '||——|'],
    ['保持稳定', ['value', 'words'], '||保持稳定|'],
    [null, ['value'], '|||'],
  ])('%s', (stored, classes, line) => {
    expect(look('value', stored)).toEqual({ classes, line })
  })

  it('a figure that does not fit is not cut to another figure', () => {
    expect(look('value', 1234567890, { width: 80 }).line).toBe('||####|')
  })
  it('words that do not fit end in an ellipsis', () => {
    expect(look('value', '确保数量不减,质量提升', { width: 100 }).line).toBe('||确保数量不…|')
  })
  it('the old value stands beside the new where both fit', () => {
    const marks = { ...NO_MARKS, old: '122' }
    expect(look('value', 130, { marks })).toEqual({ classes: ['value', 'figure', 'revised'], line: '122||130|' })
    expect(look('value', 130, { marks, width: 60 })).toEqual({
      classes: ['value', 'figure', 'revised'],
      line: '||130|',
    })
  })
})

describe('what a computed cell looks like', () => {
  it.each([
    [8.2, '8.20', ['computed', 'figure']],
    ['相符', '相符', ['computed', 'quiet', 'reached']],
    ['未完成', '未完成', ['computed', 'quiet', 'behind']],
    [{ kind: 'error', code: '#DIV/0!', detail: 'division-by-zero' }, '#DIV/0!', ['computed', 'error']],
    [null, '', ['computed']],
  ] as const)('%o', (computed, text, classes) => {
    expect(look('computed', null, { computed: computed as CellValue, text })).toEqual({ classes, line: `||${text}|` })
  })
})
