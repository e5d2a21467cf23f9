import type { Rounding } from '../tables/structure.ts'
import { type Decimal, fromDecimal, plainDigits, type RoundingMode, roundDecimal, toDecimal } from './decimal.ts'
import type { PlanningNumber, PlanningValue } from './planning-value.ts'

/** The text as it was typed. */
export function printValue(value: PlanningValue): string {
  return value.text ?? ''
}

/**
 * The figure inside a planning number, as typed: `200` of `突破 200`. Mostly `value` to `decimals` digits, but not always:
 * `1,234` has a separator, `30` of `下降30%` has lost its sign, `两` and `2×100` are other spellings. Whoever shows the
 * value by a number format must compare first.
 */
export function figureOf(value: PlanningNumber): string {
  return value.text.slice(value.before.length, value.text.length - value.after.length)
}

/** 15 digits and a point: a shortest spelling no longer than this is already the one to 15 digits. */
const SURELY_EXACT = 16

/**
 * A number as Excel shows it: 15 significant digits, and with `decimals` exactly so many, rounded half-up on the decimal
 * digits. Never `-0`. Very large and very small numbers without `decimals` are written as `1E+21`.
 */
export function printNumber(n: number, decimals?: number): string {
  if (!Number.isFinite(n)) return '#NUM!'
  if (decimals !== undefined) return plainDigits(roundDecimal(toDecimal(n), decimals, 'half-up'), decimals)
  if (Number.isInteger(n) && Math.abs(n) < 1e15) return String(n === 0 ? 0 : n)
  const shortest = String(n)
  if (shortest.length <= SURELY_EXACT && !shortest.includes('e')) return shortest
  const decimal = toDecimal(n)
  return decimal.point > 21 || decimal.point < -9 ? scientific(decimal) : plainDigits(decimal)
}

/**
 * `n` with so many digits after the point, rounded on its 15 significant digits; `none` leaves it as it is.
 * NaN and the infinities come back unchanged.
 */
export function roundTo(n: number, decimals: number, rounding: Rounding): number {
  if (rounding === 'none' || !Number.isFinite(n)) return n
  const quick = roundedByFloats(n, decimals, rounding)
  if (quick !== null) return quick
  const rounded = fromDecimal(roundDecimal(toDecimal(n), decimals, rounding))
  return Number.isFinite(rounded) ? rounded : n // the largest doubles have no 15-digit neighbour above
}

/** The double that its 15 significant digits stand for: takes the binary dust off a result (13.600000000000001). */
export function clean(n: number): number {
  return Number.isInteger(n) ? n : Number(n.toPrecision(15))
}

/**
 * `a - b` as on paper: where leading digits cancel out, the binary dust moves up into the 15 that are left
 * (34.3 - 35 is -0.700000000000003), so the result is cut to the places that the operands have.
 */
export function minus(a: number, b: number): number {
  const places = 15 - toDecimal(Math.max(Math.abs(a), Math.abs(b))).point
  return roundTo(a - b, places, 'half-up')
}

function scientific({ negative, digits, point }: Decimal): string {
  const exponent = point - 1
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${negative ? '-' : ''}${mantissa}E${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
}

/**
 * The same answer without a detour over digits, for the mass of cells that lie far from a tie: there a product's binary
 * dust (below 1e-6 at these sizes) cannot tip the result. Null where it could.
 */
function roundedByFloats(n: number, decimals: number, rounding: RoundingMode): number | null {
  if (decimals < 0 || decimals > 6 || n > 1e8 || n < -1e8) return null
  const power = 10 ** decimals
  const scaled = Math.abs(n) * power
  if (scaled > 1e9) return null
  const whole = Math.floor(scaled)
  const fraction = scaled - whole
  const clear = rounding === 'truncate' ? fraction > 1e-6 && fraction < 1 - 1e-6 : Math.abs(fraction - 0.5) > 1e-6
  if (!clear) return null
  const rounded = rounding === 'truncate' || fraction < 0.5 ? whole : whole + 1
  return rounded === 0 ? 0 : (n < 0 ? -rounded : rounded) / power
}
