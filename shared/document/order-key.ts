/**
 * Order keys: texts of base-62 digits that sort by code unit. The first five digits count like an integer, so that
 * thousands of rows appended one after the other keep short keys; what follows is a fraction, for a place between two.
 * Keys of other origin (fewer digits) are taken as they are.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length
const WIDTH = 5
const MIDDLE = 'U0000'

/**
 * A key strictly between two others; null stands for the start or the end.
 * Equal neighbours occur (two people insert in one gap): the caller looks for the next distinct key first.
 * @throws RangeError where `after` does not sort before `before`, or only by the zeros at its end (never so for keys made here)
 */
export function orderKeyBetween(after: string | null, before: string | null): string {
  if (after !== null && before !== null && after >= before)
    throw new RangeError(`no key between ${after} and ${before}`)
  if (before === null) return after === null ? MIDDLE : (step(after, 1) ?? fractionBetween(after, null))
  if (after === null) return step(before, -1) ?? fractionBetween('', before)
  return fractionBetween(after, before)
}

/** `count` keys between two others, in order, spread evenly where there are many. */
export function orderKeysBetween(after: string | null, before: string | null, count: number): string[] {
  if (count <= 0) return []
  if (before === null || after === null) {
    const keys: string[] = []
    let edge = before === null ? after : before
    for (let i = 0; i < count; i++) {
      edge = before === null ? orderKeyBetween(edge, null) : orderKeyBetween(null, edge)
      keys.push(edge)
    }
    return before === null ? keys : keys.reverse()
  }
  const half = count >> 1
  const middle = orderKeyBetween(after, before)
  return [...orderKeysBetween(after, middle, half), middle, ...orderKeysBetween(middle, before, count - half - 1)]
}

/** the integer part one up or down; null at the end of its range or where the key is of another alphabet */
function step(key: string, by: 1 | -1): string | null {
  const digits = [...key.slice(0, WIDTH).padEnd(WIDTH, '0')].map(digit => DIGITS.indexOf(digit))
  if (digits.includes(-1)) return null
  for (let at = WIDTH - 1; at >= 0; at--) {
    const next = digits[at]! + by
    digits[at] = (next + BASE) % BASE
    if (next >= 0 && next < BASE) return digits.map(digit => DIGITS[digit]).join('')
  }
  return null
}

const digitAt = (key: string, at: number): number => {
  const digit = key.charCodeAt(at)
  if (Number.isNaN(digit)) return 0
  const index = DIGITS.indexOf(key[at]!)
  if (index >= 0) return index
  return digit < 48 ? 0 : digit > 122 ? BASE - 1 : DIGITS.split('').filter(d => d.charCodeAt(0) < digit).length
}

/** `a` < result < `b`, digit by digit, both read as if zeros followed; '' is the start, null the end */
function fractionBetween(a: string, b: string | null): string {
  let at = 0
  if (b !== null) {
    while (at < b.length && (a[at] ?? '0') === b[at]) at++
    if (at === b.length) throw new RangeError(`no key between ${a} and ${b}`)
  }
  const prefix = b === null ? '' : b.slice(0, at)
  const low = digitAt(a, at)
  const high = b === null ? BASE : digitAt(b, at)
  if (high - low > 1) return prefix + DIGITS[(low + high) >> 1]
  // neighbours: the higher digit alone, where that still sorts before `b`, else above the rest of `a`
  if (b !== null && high > low && /[^0]/.test(b.slice(at + 1))) return prefix + b[at]
  return prefix + DIGITS[low] + fractionBetween(a.slice(at + 1), null)
}
