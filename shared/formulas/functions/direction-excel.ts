import type { ExcelCall } from '../excel/excel-call.ts'
import { DIRECTION_WORDS, directionIn } from './direction.ts'

/**
 * One of two expressions by the direction in an argument: decided now where it is a constant, by IF where it is a cell.
 * A cell with a word that is no direction gives #VALUE!, as it does here.
 */
export function excelDirection(call: ExcelCall, index: number, higher: () => string, lower: () => string): string {
  const node = call.nodes[index]
  if (node === undefined || node.kind === 'missing') return higher()
  const known = call.known(index)
  if (
    node.kind === 'text' ||
    (known !== undefined && typeof directionIn(known) === 'object' && directionIn(known) !== null)
  ) {
    const better = directionIn(known ?? null)
    if (better !== null && typeof better === 'object') return 'VALUE("?")'
    return better === 'lower' ? lower() : higher()
  }
  return `IF(${isOneOf(call.arg(index), DIRECTION_WORDS.lower)},${lower()},${higher()})`
}

export const isOneOf = (expression: string, words: readonly string[]): string =>
  `OR(${words.map(word => `${expression}="${word}"`).join(',')})`
