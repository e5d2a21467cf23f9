import type { Op, Reading } from './planning-value.ts'
import { type Meaning, mirrored, together, wordAtEnd, wordAtStart } from './qualifiers.ts'
import { unitOf } from './unit.ts'

/** What stands before a figure. */
export interface Lead {
  readonly length: number
  readonly words: readonly Meaning[]
  readonly bracket: boolean
  /** 每立方米26微克: what the unit is per */
  readonly per: string | undefined
}

/** What stands after a figure. */
interface Tail {
  readonly words: readonly Meaning[]
  readonly unit: string | undefined
}

export function leadOf(chars: string): Lead {
  const words: Meaning[] = []
  let length = 0
  let bracket = false
  let per: string | undefined
  for (;;) {
    const rest = length === 0 ? chars : chars.slice(length)
    const word = wordAtStart(rest)
    const each = word || per ? null : perAtStart(rest)
    if (word) {
      words.push(word)
      length += word.length
    } else if (each) {
      per = each
      length += 1 + each.length
    } else if (rest.startsWith('[') && !bracket) {
      bracket = true
      length += 1
    } else return { length, words, bracket, per }
  }
}

const SCALED_ROUND = /^([十百千万亿]*)(余|多)(?=\D|$)/

/** @returns null where the rest is more than a unit, qualifiers and the closing bracket */
export function tailOf(chars: string, lead: Pick<Lead, 'bracket' | 'per'>): Tail | null {
  const closing = chars.indexOf(']')
  if (closing >= 0 !== lead.bracket || closing !== chars.lastIndexOf(']')) return null
  let rest = closing < 0 ? chars : chars.slice(0, closing) + chars.slice(closing + 1)
  const words: Meaning[] = []
  for (let word = wordAtEnd(rest); word && rest !== ''; word = wordAtEnd(rest)) {
    words.push(word)
    rest = rest.slice(0, -word.length)
  }
  const round = rest === '' ? null : SCALED_ROUND.exec(rest)
  if (round) {
    words.push({ op: 'ge' })
    rest = (round[1] ?? '') + rest.slice(round[0].length)
  }
  const unit = lead.per === undefined ? rest : `${rest}/${lead.per}`
  if (unit !== '' && !unitOf(unit)) return null
  return { words, unit: unit === '' ? undefined : unit }
}

export interface Said {
  readonly op: Op
  readonly sign: 1 | -1
  readonly reading: Reading | undefined
  readonly unit: string | undefined
}

/** What the words around a figure say together; null where they contradict each other. */
export function saidBy(lead: Lead, tail: Tail): Said | null {
  if (lead.words.length + tail.words.length === 0) return { op: 'eq', sign: 1, reading: undefined, unit: tail.unit }
  const words = [...lead.words, ...tail.words]
  const op = together(words)
  const units = [tail.unit, ...words.map(word => word.unit)].filter(unit => unit !== undefined)
  if (op === 'contradiction' || units.length > 1) return null
  const sign = words.some(word => word.sign === -1) ? -1 : 1
  const reading = words.find(word => word.reading)?.reading
  return { op: sign === -1 ? mirrored(op) : op, sign, reading, unit: units[0] }
}

function perAtStart(text: string): string | undefined {
  if (!text.startsWith('每')) return undefined
  for (let end = Math.min(text.length, 7); end > 1; end--) {
    const word = text.slice(1, end)
    if (unitOf(word)) return word
  }
  return undefined
}
