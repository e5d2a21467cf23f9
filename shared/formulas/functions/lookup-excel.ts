import { textIn } from '../evaluate/coerce.ts'
import { hasWildcard } from '../evaluate/wildcard.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { NotExpressible } from '../excel/not-expressible.ts'

/**
 * XLOOKUP is newer than the file format: MATCH finds the same where a value is wanted as it stands. The nearest number is
 * found by MAXIFS or MINIFS first; the nearest text, or a mode that only the row knows, has no plain form.
 */
export function foundByXlookup(call: ExcelCall): { readonly position: string; readonly isMissing: string } {
  return found(call, 4)
}

export const foundByXmatch = (call: ExcelCall): string => found(call, 2).position

function found(call: ExcelCall, at: number) {
  const [wanted, range] = [call.arg(0), call.arg(1)]
  const mode = constantAt(call, at, 0)
  if (constantAt(call, at + 1, 1) < 0) {
    if (mode !== 0) throw new NotExpressible('from the end, only exact matches are found')
    const last = `SUMPRODUCT(MAX((${range}=${call.atom(0)})*(ROW(${range})-ROW(INDEX(${range},1))+1)))`
    return { position: `IF(${last}=0,NA(),${last})`, isMissing: `${last}=0` }
  }
  if (mode === 0 || mode === 2) {
    const position = `MATCH(${mode === 0 ? asItStands(call) : wanted},${range},0)`
    return { position, isMissing: `ISNA(${position})` }
  }
  const known = call.known(0)
  if (typeof known === 'string' || typeof known === 'boolean') throw new NotExpressible('the nearest text')
  const test = `"${mode < 0 ? '<=' : '>='}"&${call.atom(0)}`
  const nearest = `_xlfn.${mode < 0 ? 'MAXIFS' : 'MINIFS'}(${range},${range},${test})`
  const isMissing = `COUNTIF(${range},${test})=0`
  return { position: `IF(${isMissing},NA(),MATCH(${nearest},${range},0))`, isMissing }
}

/** MATCH takes `*` and `?` for wildcards, XLOOKUP only where it is told to. */
function asItStands(call: ExcelCall): string {
  const known = call.known(0)
  const word = known === undefined || known === null ? null : textIn(known)
  if (word === null || !hasWildcard(word)) return call.arg(0)
  return ['~', '*', '?'].reduce((text, mark) => `SUBSTITUTE(${text},"${mark}","~${mark}")`, call.arg(0))
}

function constantAt(call: ExcelCall, index: number, otherwise: number): number {
  const node = call.nodes[index]
  if (node === undefined || node.kind === 'missing') return otherwise
  if (node.kind === 'number') return Math.trunc(node.value)
  if (node.kind === 'sign' && node.operand.kind === 'number')
    return Math.trunc(node.operand.value) * (node.sign === '-' ? -1 : 1)
  throw new NotExpressible('a mode that is not written as a number')
}
