/**
 * A double as the decimal number that Excel takes it for: 15 significant digits, correctly rounded. All rounding and
 * printing happens on these digits, since on the binary value 1.005 lies below the half and 40 - 26.4 is not 13.6.
 */
export interface Decimal {
  readonly negative: boolean
  /** without leading or trailing zeros; empty for zero */
  readonly digits: string
  /** where the point stands, counted from the first digit: the value is 0.digits × 10^point */
  readonly point: number
}

export type RoundingMode = 'half-up' | 'half-even' | 'truncate'

const SIGNIFICANT = 15

/** @param n a finite number */
export function toDecimal(n: number): Decimal {
  const [mantissa = '0', exponent = '0'] = Math.abs(n)
    .toExponential(SIGNIFICANT - 1)
    .split('e')
  return canonical(n < 0, mantissa.replace('.', ''), Number(exponent) + 1)
}

/** The nearest double: the last step of every calculation on digits. */
export function fromDecimal({ negative, digits, point }: Decimal): number {
  if (digits === '') return 0 // never -0: JSON would drop the sign, and nobody wants to read it
  return Number(`${negative ? '-' : ''}0.${digits}e${point}`)
}

/** Rounds away from zero at a half (`half-up`, as Excel's ROUND), to the even digit, or towards zero. Negative `decimals` round tens. */
export function roundDecimal(decimal: Decimal, decimals: number, mode: RoundingMode): Decimal {
  const { negative, digits, point } = decimal
  const kept = point + decimals
  if (kept >= digits.length) return decimal
  if (kept < 0) return canonical(negative, '', 0)
  const head = digits.slice(0, kept)
  if (!roundsUp(head, digits.slice(kept), mode)) return canonical(negative, head, point)
  const raised = increment(head)
  return canonical(negative, raised, point + raised.length - head.length)
}

/** Without an exponent, with `decimals` digits after the point or as many as there are. */
export function plainDigits({ negative, digits, point }: Decimal, decimals?: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const fraction = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits
  const shown = decimals === undefined ? fraction : fraction.slice(0, decimals).padEnd(decimals, '0')
  const sign = negative && digits !== '' ? '-' : ''
  return shown === '' ? sign + whole : `${sign}${whole}.${shown}`
}

function roundsUp(head: string, rest: string, mode: RoundingMode): boolean {
  const first = rest.charCodeAt(0) - 48
  switch (mode) {
    case 'truncate':
      return false
    case 'half-up':
      return first >= 5
    case 'half-even':
      return first > 5 || (first === 5 && (rest.length > 1 || (head.charCodeAt(head.length - 1) || 48) % 2 === 1))
  }
}

function increment(digits: string): string {
  const nines = /9*$/.exec(digits)?.[0].length ?? 0
  const rest = digits.slice(0, digits.length - nines)
  const raised = rest === '' ? '1' : rest.slice(0, -1) + (Number(rest.at(-1)) + 1)
  return raised + '0'.repeat(nines)
}

function canonical(negative: boolean, padded: string, point: number): Decimal {
  const digits = padded.replace(/0+$/, '')
  return digits === '' ? { negative: false, digits: '', point: 0 } : { negative, digits, point }
}
