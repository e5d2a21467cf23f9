import type { CellValue } from '../formulas/cell-value.ts'
import { inBase } from '../values/unit.ts'
import { dictionaryKeys } from './dictionary-order.ts'
import type { ViewSource } from './view-source.ts'
import type { SortKey } from './view-spec.ts'

/** What stands before what, upwards (VIEW-3). Blanks are last whichever way. */
const RANK = { number: 0, ratio: 1, range: 2, words: 3, truth: 4, error: 5, none: 6, blank: 7 } as const

/** The same rows in the order of the keys; what they leave equal stays as it was. */
export function sortRows(source: ViewSource, rows: Int32Array, keys: readonly SortKey[]): Int32Array {
  if (keys.length === 0) return rows
  const columns = keys.map(key => ({ ...keysOf(source, rows, key.column), down: key.direction === 'down' }))
  const places = Int32Array.from({ length: rows.length }, (_, place) => place)
  places.sort((a, b) => {
    for (const { ranks, numbers, texts, down } of columns) {
      const [rankA, rankB] = [ranks[a]!, ranks[b]!]
      if (rankA !== rankB) {
        if (rankA === RANK.blank) return 1
        if (rankB === RANK.blank) return -1
        return down ? rankB - rankA : rankA - rankB
      }
      const order = byNumber(numbers[a]!, numbers[b]!) || byText(texts, a, b)
      if (order !== 0) return down ? -order : order
    }
    return a - b
  })
  return places.map(place => rows[place]!)
}

const byNumber = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

function byText(texts: readonly (string | undefined)[] | null, a: number, b: number): number {
  const [left, right] = [texts?.[a], texts?.[b]]
  if (left === right || left === undefined || right === undefined) return 0
  return left < right ? -1 : 1
}

/** By places in `rows`: the sort of value, its figure, and where it is no figure its text. */
function keysOf(source: ViewSource, rows: Int32Array, column: string) {
  const values = source.column(column)
  const ranks = new Uint8Array(rows.length)
  const numbers = new Float64Array(rows.length)
  const words: string[] = []
  const wordAt: number[] = []
  let others: (string | undefined)[] | null = null
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!
    const value = values.at(row)
    const rank = rankOf(value)
    ranks[place] = rank
    numbers[place] = numberOf(value, () => source.unit(row, column))
    if (rank === RANK.words) {
      words.push(source.text(row, column))
      wordAt.push(place)
    } else if (rank !== RANK.number && typeof value === 'object' && value !== null) {
      others ??= new Array(rows.length)
      others[place] = value.kind === 'error' ? value.code : value.text
    }
  }
  const texts = words.length > 0 ? (others ??= new Array(rows.length)) : others
  keyWords(words).forEach((key, at) => {
    texts![wordAt[at]!] = key
  })
  return { ranks, numbers, texts }
}

/** Keys of words, the word itself deciding last. Where many rows hold the same word it is keyed once, and they compare at a glance. */
function keyWords(words: readonly string[]): readonly string[] {
  const keyed = (given: readonly string[]) => dictionaryKeys(given).map((key, at) => `${key}\u0000${given[at]}`)
  const distinct = [...new Set(words)]
  if (distinct.length * 2 > words.length) return keyed(words)
  const keys = keyed(distinct)
  const keyOf = new Map(distinct.map((word, at) => [word, keys[at]!]))
  return words.map(word => keyOf.get(word)!)
}

function rankOf(value: CellValue): number {
  if (value === null || value === '') return RANK.blank
  switch (typeof value) {
    case 'number':
      return RANK.number
    case 'string':
      return RANK.words
    case 'boolean':
      return RANK.truth
    case 'object':
      return RANK[value.kind]
  }
}

function numberOf(value: CellValue, unit: () => string | null): number {
  if (typeof value === 'number') return inOwnUnit(value, unit())
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'object' || value === null) return 0
  switch (value.kind) {
    case 'number':
      return inOwnUnit(value.value, value.unit ?? unit())
    case 'ratio':
      return value.parts[0] ?? 0
    case 'range':
      return inOwnUnit(value.min, value.unit ?? unit())
    case 'none':
    case 'error':
      return 0
  }
}

const inOwnUnit = (n: number, unit: string | null): number => (unit === null ? n : inBase(n, unit))
