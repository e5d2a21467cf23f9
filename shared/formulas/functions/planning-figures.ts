import { parseValue } from '../../values/parse.ts'
import type { PlanningNumber, PlanningValue } from '../../values/planning-value.ts'
import { printNumber } from '../../values/print.ts'
import type { CellValue, FormulaError } from '../cell-value.ts'
import { numberIn, textIn } from '../evaluate/coerce.ts'
import { type Run, values } from './definition.ts'

/** What a planning function gives while a figure that it needs is missing. */
export const MISSING = ''

/** A function of figures; where one of them is blank, ——, words, a ratio or a range, the result is blank. */
export const ofFigures = (of: (...figures: number[]) => CellValue): Run =>
  values((...args) => {
    const figures: number[] = []
    for (const arg of args) {
      const figure = numberIn(arg)
      if (figure === null) return MISSING
      figures.push(figure)
    }
    return of(...figures)
  })

/** `[1.2]`: a rise or fall over the whole period. */
export function cumulative(value: number | FormulaError): PlanningNumber | FormulaError {
  if (typeof value !== 'number') return value
  const figure = printNumber(value)
  const point = figure.indexOf('.')
  return {
    kind: 'number',
    text: `[${figure}]`,
    value,
    op: 'eq',
    cumulative: true,
    reading: 'cumulative',
    decimals: point < 0 ? 0 : figure.length - point - 1,
    before: '[',
    after: ']',
  }
}

/** A cell's value as a planning value; texts are words here, they were parsed where they were entered. */
export function planningValue(value: CellValue): PlanningValue {
  if (typeof value === 'number') return parseValue(value)
  if (typeof value === 'object' && value !== null && value.kind !== 'error') return value
  const text = textIn(value)
  return text === null || text === '' ? { kind: 'blank' } : { kind: 'text', text }
}
