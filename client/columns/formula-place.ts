import { findFunction } from '../../shared/formulas/functions/catalogue.ts'
import type { FunctionDefinition } from '../../shared/formulas/functions/definition.ts'

/** A function whose call the caret stands in, and in which of its arguments. */
export interface OpenCall {
  readonly definition: FunctionDefinition
  readonly argument: number
}

/** Where the caret stands in a formula that is being written, and so need not be right. Offsets into the formula. */
export interface FormulaPlace {
  /** what is being typed: a column in brackets (of which table, null: this one), a table's name in quotes, a bare word, or neither */
  readonly word:
    | {
        readonly kind: 'bracket'
        readonly from: number
        readonly thisRow: boolean
        readonly typed: string
        readonly table: string | null
      }
    | { readonly kind: 'table'; readonly from: number; readonly typed: string }
    | { readonly kind: 'name'; readonly from: number; readonly typed: string }
    | null
  readonly call: OpenCall | null
}

const OPEN = '(（'
const CLOSE = ')）'
const COMMA = ',，、'
const QUOTE = /['‘’＇]/
const NAME = /[\p{L}_][\p{L}\p{N}_.]*$/u

/** One pass up to the caret: texts and brackets are skipped whole, calls are counted. */
export function placeAt(source: string, caret: number): FormulaPlace {
  const calls: { readonly name: string; argument: number }[] = []
  for (let at = 0; at < caret; at++) {
    const character = source[at]!
    if (character === '"' || character === '“' || character === '＂') {
      const end = endOfText(source, at)
      if (end >= caret) return { word: null, call: openCall(calls) }
      at = end
    } else if (QUOTE.test(character)) {
      const end = endOfName(source, at)
      if (end >= caret)
        return { word: { kind: 'table', from: at, typed: source.slice(at + 1, caret) }, call: openCall(calls) }
      at = end
    } else if (character === '[') {
      const end = endOfBracket(source, at)
      if (end === -1 || end >= caret) return { word: bracketWord(source, at, caret), call: openCall(calls) }
      at = end
    } else if (OPEN.includes(character)) calls.push({ name: NAME.exec(source.slice(0, at))?.[0] ?? '', argument: 0 })
    else if (CLOSE.includes(character)) calls.pop()
    else if (COMMA.includes(character) && calls.length > 0) calls.at(-1)!.argument++
  }
  const typed = NAME.exec(source.slice(0, caret))?.[0]
  const name = typed === undefined ? null : ({ kind: 'name', from: caret - typed.length, typed } as const)
  // on a function's name, it is the one to be explained, not the call around it
  const whole = name === null ? '' : (/^[\p{L}\p{N}_.]*/u.exec(source.slice(name.from))?.[0] ?? '')
  const named = findFunction(whole)
  return { word: name, call: named ? { definition: named, argument: -1 } : openCall(calls) }
}

/** the innermost call of a function that there is; parentheses alone are no call */
function openCall(calls: readonly { readonly name: string; readonly argument: number }[]): OpenCall | null {
  for (const { name, argument } of calls.toReversed()) {
    const definition = findFunction(name)
    if (definition !== undefined) return { definition, argument }
  }
  return null
}

function bracketWord(source: string, from: number, caret: number) {
  const typed = source.slice(from + 1, caret).trimStart()
  const thisRow = /^[@＠]/.test(typed)
  const before = /(?:['‘’＇]((?:[^'‘’＇]|['‘’＇]{2})*)['‘’＇]|([\p{L}_][\p{L}\p{N}_.]*))$/u.exec(source.slice(0, from))
  const table = before?.[1]?.replace(/['‘’＇]{2}/g, quotes => quotes[0]!) ?? before?.[2] ?? null
  return { kind: 'bracket', from, thisRow, typed: thisRow ? typed.slice(1) : typed, table } as const
}

function endOfName(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) if (QUOTE.test(source[at]!)) return at
  return source.length
}

function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) if (/["”＂]/.test(source[at]!)) return at
  return source.length
}

/** -1: it is not closed, or only by a bracket that belongs to the next name */
function endOfBracket(source: string, start: number): number {
  let open = 0
  for (let at = start; at < source.length; at++) {
    if (source[at] === "'") at++
    else if (source[at] === '[') open++
    else if (source[at] === ']' && --open === 0) return at
  }
  return -1
}
