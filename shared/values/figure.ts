import { chineseNumeral } from './chinese-numeral.ts'
import { clean } from './print.ts'

/** Digits read from the start of a compact text. */
export interface Figure {
  readonly length: number
  readonly value: number
  readonly decimals: number
}

const ARABIC = /^[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?|\.(\d+))(?:[eE][+-]?\d{1,3})?(?![\d.,])/
const ROUND_ABOUT = /^[百千万亿](?=[余多])/
const TIMES = /^[台套座条个]?[×xX*](?=[.\d])/
const TIMES_FIRST = new Set('台座套条个×xX*')
/** 2台100万千瓦: machines of a size each */
const MACHINES = /^[台座套](?=\d[\d.]*[百千万]*(?:瓦|兆瓦))/

/** An Arabic or Chinese figure, or a product of figures (2×100). Null where none starts here or it is no finite number. */
export function figureAt(text: string): Figure | null {
  const first = simple(text)
  if (!first) return null
  let { length, value, decimals } = first
  for (let times = timesAt(text, length); times; times = timesAt(text, length)) {
    const next = simple(text.slice(length + times))
    if (!next) return null
    length += times + next.length
    value = clean(value * next.value)
    decimals = Math.max(decimals, next.decimals)
  }
  return Number.isFinite(value) ? { length, value, decimals } : null
}

/** How many characters say "times" here. */
function timesAt(text: string, from: number): number {
  if (!TIMES_FIRST.has(text.charAt(from))) return 0
  const rest = text.slice(from)
  return (TIMES.exec(rest) ?? MACHINES.exec(rest))?.[0].length ?? 0
}

function simple(text: string): Figure | null {
  const arabic = ARABIC.exec(text)
  if (!arabic) return chinese(text)
  const value = Number(arabic[0].replaceAll(',', ''))
  if (!Number.isFinite(value)) return null
  return { length: arabic[0].length, value: value === 0 ? 0 : value, decimals: (arabic[1] ?? arabic[2] ?? '').length }
}

function chinese(text: string): Figure | null {
  const round = ROUND_ABOUT.exec(text)
  const numeral = chineseNumeral(round ? `一${text}` : text)
  return numeral && { length: numeral.length - (round ? 1 : 0), value: numeral.value, decimals: 0 }
}
