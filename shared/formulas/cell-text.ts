import type { Scalar } from '../core/scalar.ts'
import type { Column } from '../tables/structure.ts'
import { printNumber } from '../values/print.ts'
import type { CellValue } from './cell-value.ts'
import { withValue } from './rounding-policy.ts'

/** A computed cell as the grid shows it. */
export function computedText(value: CellValue, column: Pick<Column, 'decimals'>): string {
  const decimals = column.decimals ?? undefined
  if (typeof value === 'number') return printNumber(value, decimals)
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  switch (value.kind) {
    case 'number':
      return decimals === undefined ? value.text : withValue(value, value.value, decimals).text
    case 'error':
      return value.code
    case 'ratio':
    case 'range':
    case 'none':
      return value.text
  }
}

/** An entered cell: as typed. */
export function enteredText(stored: Scalar): string {
  if (typeof stored === 'number') return printNumber(stored)
  if (typeof stored === 'boolean') return stored ? 'TRUE' : 'FALSE'
  return stored ?? ''
}
