import type { CellValue } from '../cell-value.ts'
import { OUT_OF_RANGE, TEXT_TOO_LONG } from '../errors.ts'
import { limited, MOST_TEXT } from '../evaluate/coerce.ts'
import { findWildcard, hasWildcard } from '../evaluate/wildcard.ts'

/** SUBSTITUTE: every occurrence, or only the one of this number. */
export function substitute(text: string, old: string, fresh: string, occurrence?: number): CellValue {
  if (occurrence !== undefined && occurrence < 1) return OUT_OF_RANGE
  if (old === '') return text
  let result = ''
  let from = 0
  let count = 0
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
    count++
    result += text.slice(from, at) + (occurrence === undefined || occurrence === count ? fresh : old)
    from = at + old.length
    if (result.length > MOST_TEXT) return TEXT_TOO_LONG
    if (count === occurrence) break
  }
  return limited(result + text.slice(from))
}

export function replace(text: string, start: number, count: number, fresh: string): CellValue {
  if (start < 1 || count < 0) return OUT_OF_RANGE
  return limited(text.slice(0, start - 1) + fresh + text.slice(start - 1 + count))
}

export function find(wanted: string, text: string, start = 1): CellValue {
  if (start < 1 || start > text.length + 1) return OUT_OF_RANGE
  const at = text.indexOf(wanted, start - 1)
  return at < 0 ? OUT_OF_RANGE : at + 1
}

/** As `find`, case ignored and with wildcards. */
export function search(wanted: string, text: string, start = 1): CellValue {
  if (start < 1 || start > text.length + 1) return OUT_OF_RANGE
  const at = hasWildcard(wanted)
    ? findWildcard(wanted, text, start - 1)
    : text.toLowerCase().indexOf(wanted.toLowerCase(), start - 1)
  return at < 0 ? OUT_OF_RANGE : at + 1
}

/** The length is known before anything is built. */
export function repeat(text: string, count: number): CellValue {
  if (count < 0) return OUT_OF_RANGE
  return text.length * count > MOST_TEXT ? TEXT_TOO_LONG : text.repeat(count)
}

/** The first letter of every word large, the others small; whatever is no letter ends a word. */
export function proper(text: string): string {
  let inWord = false
  let result = ''
  for (const character of text) {
    result += inWord ? character.toLowerCase() : character.toUpperCase()
    inWord = /\p{L}/u.test(character)
  }
  return result
}
