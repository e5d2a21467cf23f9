import type { CellValue, ErrorCode } from '../../shared/formulas/cell-value.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { fixedFormat, LONGEST_GENERAL, planningFormat, textFormat } from './planning-format.ts'
import { cellText } from './safe-text.ts'
import type { ExcelError, PlainValue, SheetValue } from './workbook-port.ts'

/** What goes into one cell of the sheet; `numFmt` only where the cell is or may become a number. */
export interface CellContent {
  readonly value: SheetValue
  readonly numFmt?: string
}

const BLANK: CellContent = { value: null }

/** Excel refuses longer formulas. */
const LONGEST_FORMULA = 8192

/** An entered cell: a number where it is one, with its qualifier in the format, else the text as typed. */
export function enteredContent(value: CellValue, text: string): CellContent {
  if (value === null || text === '') return BLANK
  if (typeof value === 'number') return textFormat(value, text) ?? { value: cellText(text) }
  const number = typeof value === 'object' && value.kind === 'number' ? planningFormat(value) : null
  return number ?? { value: cellText(text) }
}

/**
 * A computed cell. With a formula it stays live, and the result stands beside it for readers that do not recalculate;
 * without one (the formula has no equivalent in Excel, or is in error) the result alone stands there.
 */
export function computedContent(value: CellValue, text: string, column: Column, formula: string | null): CellContent {
  const content = resultContent(value, text, column)
  if (formula === null || formula.length > LONGEST_FORMULA) return content
  return { ...content, value: { formula: formula.replace(/^=/, ''), result: content.value } }
}

function resultContent(
  value: CellValue,
  text: string,
  { decimals }: Column,
): { readonly value: PlainValue; readonly numFmt: string } {
  // Blank and in error now, it may be a number once the sheet is recalculated.
  const usual = decimals == null ? 'General' : fixedFormat(decimals)
  switch (typeof value) {
    case 'number':
      // The result to the last digit, not as shown: Excel would carry on with the rounded one.
      return decimals == null && text.length > LONGEST_GENERAL
        ? { value, numFmt: textFormat(value, text)?.numFmt ?? usual }
        : { value, numFmt: usual }
    case 'boolean':
      return { value, numFmt: usual }
    case 'string':
      return { value: cellText(value), numFmt: usual }
    case 'object':
      if (value?.kind === 'error') return { value: { error: excelError(value.code) }, numFmt: usual }
      return (
        (value?.kind === 'number' ? textFormat(value.value, text) : null) ?? { value: cellText(text), numFmt: usual }
      )
  }
}

/** Excel knows no circles as a value, and no syntax errors: the nearest that it does know. */
export function excelError(code: ErrorCode): ExcelError {
  switch (code) {
    case '#CYCLE!':
      return '#REF!'
    case '#SYNTAX!':
      return '#NAME?'
    default:
      return code
  }
}
