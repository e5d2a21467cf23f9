import { plainDigits, roundDecimal, toDecimal } from '../../../shared/values/decimal.ts'

export const FIGURE = /^-?\d{1,15}(?:\.\d{1,15})?$/

const decimalsOf = (figure: string) => (figure.includes('.') ? figure.length - figure.indexOf('.') - 1 : 0)

/**
 * Figures that go on by their step: a single one by 1, two or more by what lies between them, or along the straight line
 * through them where it differs, as Excel does. Reckoned on digits, so 0.1 and 0.2 are followed by 0.3.
 * @param figures decimal numbers as written
 * @returns the figure at a place, 0 being the first of those given; it keeps their decimals and leading zeros
 */
export function steady(figures: readonly string[]): (place: number) => string {
  const decimals = figures.reduce((most, figure) => Math.max(most, decimalsOf(figure)), 0)
  const scaled = figures.map(figure => BigInt(figure.replace('.', '') + '0'.repeat(decimals - decimalsOf(figure))))
  const width = paddedWidth(figures)
  const shown = (value: bigint): string => {
    const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0')
    const whole = digits.slice(0, digits.length - decimals).padStart(width, '0')
    const sign = value < 0n ? '-' : ''
    return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`
  }
  const [first = 0n, second] = scaled
  const step = second === undefined ? 10n ** BigInt(decimals) : second - first
  if (scaled.every((value, i) => value === first + step * BigInt(i)))
    return place => shown(first + step * BigInt(place))
  const { slope, start } = lineThrough(figures.map(Number))
  return place => plainDigits(roundDecimal(toDecimal(start + slope * place), Math.max(decimals, 2), 'half-up'))
}

/** how wide figures such as 01, 02 are kept; 0 where none begins with a zero */
function paddedWidth(figures: readonly string[]): number {
  const wholes = figures.map(figure => figure.replace(/^-|\..*$/g, ''))
  return wholes.some(whole => whole.length > 1 && whole.startsWith('0'))
    ? wholes.reduce((most, { length }) => Math.max(most, length), 0)
    : 0
}

/** Least squares over places 0, 1, 2 … */
function lineThrough(values: readonly number[]): { readonly slope: number; readonly start: number } {
  const count = values.length
  const middle = (count - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  let up = 0
  let along = 0
  values.forEach((value, i) => {
    up += (i - middle) * (value - mean)
    along += (i - middle) ** 2
  })
  const slope = up / along
  return { slope, start: mean - slope * middle }
}
