import { clean } from './print.ts'
import { MEASURES, PER_MEASURES, SCALES } from './unit-words.ts'

/** What a unit measures and how much of the family's base one of it is: 万亩 is 10,000 of 亩. */
export interface Unit {
  /** two units with the same family convert into each other: `亩`, `亩/元` */
  readonly family: string
  readonly factor: number
}

const LONGEST = 16
/** 百万亿 at most */
const MOST_SCALES = 3
const known = new Map<string, Unit | null>()

/** The unit that a word spells (white space and `(个)` in `名(个)` do not matter), or null where it is none we know. */
export function unitOf(word: string): Unit | null {
  if (word.length > LONGEST) return null
  const found = known.get(word)
  if (found !== undefined) return found
  const unit = readUnit(word.replace(/\s/g, ''))
  if (known.size < 2_000) known.set(word, unit) // a cache: words from cells are not trusted to be few
  return unit
}

/**
 * A figure in another unit of the same family, free of binary dust.
 * @returns null where the units measure different things or one of them is not known: nothing is converted across
 */
export function convert(value: number, from: string, to: string): number | null {
  if (from === to) return value
  const source = unitOf(from)
  const target = unitOf(to)
  return source && target && source.family === target.family ? scaled(value, source.factor, target.factor) : null
}

/** The figure in base units of its family: only for ordering and comparing. A figure without a unit is its own base. */
export function inBase(value: number, unit: string | undefined): number {
  return unit === undefined ? value : scaled(value, unitOf(unit)?.factor ?? 1, 1)
}

const scaled = (value: number, from: number, to: number) =>
  from >= to ? clean(value * clean(from / to)) : clean(value / clean(to / from))

function readUnit(word: string): Unit | null {
  const whole = part(word, MEASURES)
  if (whole) return whole
  const slash = word.indexOf('/')
  if (slash < 0) return null
  const above = slash === 0 ? { family: '', factor: 1 } : part(word.slice(0, slash), MEASURES)
  const below = denominator(word.slice(slash + 1))
  return above && below && { family: `${above.family}/${below.family}`, factor: clean(above.factor / below.factor) }
}

/** 万人, 亿元, and the 10万 of 12/10万. A bare number is none: 12/10 is no rate. */
function denominator(word: string): Unit | null {
  const count = /^\d{1,6}/.exec(word)?.[0] ?? ''
  const unit = part(word.slice(count.length), PER_MEASURES)
  return unit && { family: unit.family, factor: unit.factor * Number(count || 1) }
}

function part(word: string, measures: ReadonlyMap<string, Unit>, scales = 0): Unit | null {
  const direct = measures.get(word) ?? measures.get(word.replace(/\([^()]*\)/, ''))
  if (direct) return { family: direct.family, factor: direct.factor }
  const scale = SCALES[word.charAt(0)]
  if (scale === undefined || scales === MOST_SCALES) return null
  const rest = word.length === 1 ? { family: '', factor: 1 } : part(word.slice(1), measures, scales + 1)
  return rest && { family: rest.family, factor: rest.factor * scale }
}
