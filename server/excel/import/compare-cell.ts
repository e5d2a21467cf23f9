import { type Scalar, typedScalar } from '../../../shared/core/scalar.ts'
import type { CellValue } from '../../../shared/formulas/cell-value.ts'
import { enteredValue } from '../../../shared/formulas/entered-value.ts'
import type { ImportHint } from '../../../shared/protocol/api-import.ts'
import type { Column } from '../../../shared/tables/structure.ts'
import { enteredContent } from '../cell-content.ts'
import { readableText } from '../reading/cell-text.ts'
import { showNumber } from '../reading/number-format.ts'
import type { SheetCell } from '../reading/sheet-cell.ts'
import { cellText } from '../safe-text.ts'
import { trimLineEnds } from './same-words.ts'

/** An entered cell as it stands in the table. */
export interface CurrentCell {
  readonly value: CellValue
  readonly text: string
}

/** What is to be stored for the cell to say what the file says, and how it will read. */
export interface ChangedCell {
  readonly value: Scalar
  readonly text: string
  readonly hint?: ImportHint
}

/**
 * Null where the file says the same: the very number and format that an export would have written, or the same text on the
 * screen. Otherwise the text to store, with the words of the number's format around it.
 */
export function compareCell(cell: SheetCell | undefined, current: CurrentCell, column: Column): ChangedCell | null {
  const said = trimLineEnds(cell?.text ?? '')
  if (cell === undefined || said === '') return trimLineEnds(current.text) === '' ? null : { value: null, text: '' }
  if (saysTheSame(cell, said, current)) return null
  const text = trimLineEnds(cell.exact ?? cell.text)
  const hint = hintFor(cell, text, current, column)
  return { value: typedScalar(text), text, ...(hint && { hint }) }
}

/** Whether a cell of the file reads as the given one would in an export. */
export function saysTheSame(cell: SheetCell, said: string, { value, text }: CurrentCell): boolean {
  if (said === trimLineEnds(text)) return true
  const content = enteredContent(value, text)
  if (typeof content.value === 'number') {
    const format = content.numFmt ?? 'General'
    if (cell.number === content.value && cell.format === format) return true
    if (said === trimLineEnds(showNumber(content.value, format, false).text)) return true
  }
  return said === trimLineEnds(readableText(cellText(text)))
}

function hintFor(cell: SheetCell, text: string, current: CurrentCell, column: Column): ImportHint | null {
  if (cell.notes?.includes('date')) return 'became-a-date'
  if (cell.exact !== undefined && cell.exact !== cell.text) return 'more-digits-than-shown'
  if (column.type === 'choice')
    return column.choices && !column.choices.split('\n').includes(text) ? 'not-a-choice' : null
  if (column.type !== 'value') return null
  const [before, after] = [numberIn(current.value), numberIn(enteredValue(typedScalar(text), 'value'))]
  if (before === null) return null
  if (after === null) return typeof enteredValue(text, 'value') === 'string' ? 'not-a-value' : null
  if (before === after && hasWords(current.value) && typeof typedScalar(text) === 'number') return 'qualifier-lost'
  // 96% typed into a cell that shows `95` with a percent sign of its own is 0.96 to Excel
  return current.text.includes('%') && isHundredth(after, before) ? 'hundredfold' : null
}

const numberIn = (value: CellValue): number | null => {
  if (typeof value === 'number') return value
  return typeof value === 'object' && value?.kind === 'number' ? value.value : null
}

const hasWords = (value: CellValue) =>
  typeof value === 'object' && value?.kind === 'number' && value.before + value.after !== ''

function isHundredth(after: number, before: number): boolean {
  const ratio = Math.abs(after / before)
  return (ratio > 0.005 && ratio < 0.02) || (ratio > 50 && ratio < 200)
}
