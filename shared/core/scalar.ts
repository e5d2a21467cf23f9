/** What a cell, a row fact or a structure fact may hold. A cleared cell is `null`; there is no `undefined`. */
export type Scalar = string | number | boolean | null

/** Why a value cannot be stored: it would be changed by the wire or by JSON on its way. */
export class NotStorable extends TypeError {
  readonly code = 'not-storable'
}

/**
 * The value as it may be stored.
 * @throws NotStorable for NaN, Infinity, lone surrogates, objects and `undefined`: JSON or the wire would alter them silently.
 */
export function toScalar(value: unknown): Scalar {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value // -0 survives the wire, JSON drops it
  if (typeof value === 'string' && isWellFormed(value)) return value
  throw new NotStorable('not a storable scalar')
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
const isWellFormed = (text: string) => !LONE_SURROGATE.test(text)

/**
 * What the grid stores for a typed text: a plain number in its one canonical spelling as a number, all else as typed.
 * So `300` is 300, while `10.0`, `007` and `8左右` stay the texts they are, and printing always gives the text back.
 */
export function typedScalar(text: string): Scalar {
  if (text === '') return null
  const number = Number(text)
  return text.length <= 16 && Number.isFinite(number) && String(number) === text ? toScalar(number) : toScalar(text)
}
