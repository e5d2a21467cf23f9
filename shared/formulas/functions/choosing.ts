import type { CellValue } from '../cell-value.ts'
import { isError, NO_CASE_HOLDS, OUT_OF_RANGE } from '../errors.ts'
import type { Closure } from '../evaluate/closure.ts'
import { toNumber } from '../evaluate/coerce.ts'
import { compareValues } from '../evaluate/compare.ts'
import type { ExcelCall } from '../excel/excel-call.ts'

/** SWITCH: the result after the first case that equals the value; one argument left over is for all others. */
export function switched(args: readonly Closure[], row: number): CellValue {
  const wanted = args[0]!(row)
  if (isError(wanted)) return wanted
  let at = 1
  for (; at + 1 < args.length; at += 2) {
    const tested = args[at]!(row)
    if (isError(tested)) return tested
    if (compareValues(wanted, tested) === 0) return args[at + 1]!(row)
  }
  return at < args.length ? args[at]!(row) : NO_CASE_HOLDS
}

/** SWITCH is newer than the file format; nested IFs are understood everywhere. */
export function nestedSwitch(call: ExcelCall): string {
  const { length } = call.nodes
  let text = length % 2 === 0 ? call.leaf(length - 1) : 'NA()'
  for (let at = length - (length % 2 === 0 ? 3 : 2); at >= 1; at -= 2)
    text = `IF(${call.atom(0)}=${call.atom(at)},${call.leaf(at + 1)},${text})`
  return text
}

/** CHOOSE: only the value at the position is evaluated. */
export function choose(args: readonly Closure[], row: number): CellValue {
  const position = toNumber(args[0]!(row))
  if (typeof position !== 'number') return position
  const at = Math.trunc(position)
  return at < 1 || at >= args.length ? OUT_OF_RANGE : args[at]!(row)
}
