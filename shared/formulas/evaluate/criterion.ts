import type { CellValue } from '../cell-value.ts'
import { numberFromText, numberIn, textIn } from './coerce.ts'
import { type Comparison, compareValues, equalityKey, holds } from './compare.ts'
import { wildcardTest } from './wildcard.ts'

/** What COUNTIF and its like ask of a cell: `">=95"`, `"工业*"`, `12`. */
export interface Criterion {
  /** two criteria with the same key accept the same cells */
  readonly key: string
  /** set where an index by equality answers */
  readonly equals?: ReturnType<typeof equalityKey>
  /** set where sorted numbers answer */
  readonly bound?: { readonly operator: '<' | '<=' | '>' | '>='; readonly number: number }
  accepts(value: CellValue): boolean
}

const OPERATOR = /^(<>|<=|>=|=|<|>)(.*)$/s

export function criterionOf(value: CellValue): Criterion {
  const text = textIn(value)
  if (text === null) return equalTo(value === null ? 0 : (numberIn(value) ?? value))
  const [, operator = '=', operand = text] = OPERATOR.exec(text) ?? []
  if (operand === '') return ofBlank(operator as Comparison, text)
  const number = numberFromText(operand)
  if (number !== null) return ofNumber(operator as Comparison, number)
  return ofText(operator as Comparison, operand)
}

function equalTo(value: CellValue): Criterion {
  const key = equalityKey(value)
  return { key: `=${typeof key}:${key}`, equals: key, accepts: cell => equalityKey(cell) === key }
}

function ofNumber(operator: Comparison, number: number): Criterion {
  if (operator === '=') return equalTo(number)
  return {
    key: `${operator}number:${number}`,
    ...(operator === '<>' ? {} : { bound: { operator, number } }),
    accepts: cell => {
      const n = numberIn(cell)
      return n === null ? operator === '<>' : holds(operator, compareValues(n, number))
    },
  }
}

function ofText(operator: Comparison, operand: string): Criterion {
  const pattern = wildcardTest(operand)
  if (pattern === null && operator === '=') return equalTo(operand)
  const key = `${operator}text:${operand.toLowerCase()}`
  if (operator === '=' || operator === '<>') {
    const same = (cell: CellValue) => {
      const text = textIn(cell)
      return text !== null && (pattern === null ? compareValues(text, operand) === 0 : pattern(text))
    }
    return { key, accepts: operator === '=' ? same : cell => !same(cell) }
  }
  return {
    key,
    accepts: cell => {
      const text = textIn(cell)
      return text !== null && holds(operator, compareValues(text, operand))
    },
  }
}

/** `""` accepts blanks and empty texts, `"="` blanks alone, `"<>"` all but blanks. */
function ofBlank(operator: Comparison, written: string): Criterion {
  const key = `blank:${written}`
  if (written === '') return { key, accepts: cell => cell === null || cell === '' }
  if (operator === '<>') return { key, accepts: cell => cell !== null }
  return { key, accepts: operator === '=' ? cell => cell === null : () => false }
}
