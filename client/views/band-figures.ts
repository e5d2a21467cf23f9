import type { Column } from '../../shared/tables/structure.ts'
import { figuresOver } from '../../shared/views/group-rows.ts'
import type { ViewSource } from '../../shared/views/view-source.ts'
import type { Total, ViewSpec } from '../../shared/views/view-spec.ts'

/** What a band shows in one column: '' where nothing would mean anything. */
export function bandFigure(source: ViewSource, rows: Int32Array, column: Column, spec: ViewSpec): string {
  const total: Total = spec.totals[column.id] ?? (sumsUp(source, rows, column) ? 'sum' : 'none')
  if (total === 'none') return ''
  const { sum, numbers } = figuresOver(source, rows, column.id)
  if (total === 'count') return String(numbers)
  if (numbers === 0) return ''
  const figure = total === 'sum' ? sum : sum / numbers
  return column.decimals == null ? String(Number(figure.toPrecision(12))) : figure.toFixed(column.decimals)
}

/** Figures that are entered and of one unit; a sum of shares, or of 亩 and 亿元, would say nothing. */
function sumsUp(source: ViewSource, rows: Int32Array, { id, type, unit, unitColumn, title, group }: Column): boolean {
  if (type !== 'value' || SHARES.test(`${group ?? ''} ${title}`)) return false
  if (!unitColumn) return !SHARES.test(unit ?? '')
  const units = new Set<string | null>()
  for (const row of rows) units.add(source.unit(row, id))
  return units.size === 1 && !SHARES.test([...units][0] ?? '')
}

const SHARES = /[%％‰]|百分点|率|增速|增长|比重|占比/
