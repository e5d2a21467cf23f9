import type { ExcelCall } from './excel-call.ts'

/** `IF(AND(ISNUMBER(a),ISNUMBER(b)),expression,"")`: a planning function is blank while a figure is missing, and an error where one is. */
export function guarded(call: ExcelCall, indexes: readonly number[], expression: string): string {
  const tests = indexes
    .filter(index => call.nodes[index]?.kind !== 'number')
    .map(index => `ISNUMBER(${call.arg(index)})`)
  if (tests.length === 0) return expression
  const test = tests.length === 1 ? tests[0] : `AND(${tests.join(',')})`
  return `IF(${test},${expression},${errorOrBlank(call, indexes)})`
}

function errorOrBlank(call: ExcelCall, indexes: readonly number[]): string {
  return indexes
    .filter(index => call.fallible(index))
    .reduceRight((otherwise, index) => `IF(ISERROR(${call.arg(index)}),${call.arg(index)},${otherwise})`, '""')
}

/** A guarded expression over all arguments that gives a number. */
export const guardedNumber =
  (expression: (call: ExcelCall) => string, needed: readonly number[]) =>
  (call: ExcelCall): string =>
    guarded(call, needed, call.wrap(expression(call), 'number'))
