import { printNumber, roundTo } from '../../values/print.ts'
import type { CellValue } from '../cell-value.ts'
import { notANumber, OUT_OF_RANGE } from '../errors.ts'
import { limited } from '../evaluate/coerce.ts'
import { grouped } from './number-format.ts'

const MOST_DECIMALS = 127

/** FIXED: so many digits after the point, or so many zeros before it. */
export function fixed(n: number, decimals = 2, noCommas = false): CellValue {
  if (decimals > MOST_DECIMALS) return OUT_OF_RANGE
  const text = printNumber(roundTo(n, Math.max(decimals, -300), 'half-up'), Math.max(decimals, 0))
  if (noCommas) return limited(text)
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? []
  return limited(sign + grouped(whole) + fraction)
}

/** NUMBERVALUE: a number written with these marks; several percent signs count each. */
export function numberValue(text: string, decimal = '.', group = ','): CellValue {
  const point = decimal[0]
  if (point === undefined || (group[0] === undefined && group !== '')) return OUT_OF_RANGE
  let plain = ''
  let seenPoint = false
  for (const character of text) {
    if (/\s/.test(character)) continue
    if (character === group[0]) {
      if (seenPoint) return notANumber(text)
    } else if (character === point) {
      if (seenPoint) return notANumber(text)
      seenPoint = true
      plain += '.'
    } else plain += character === '.' ? 'x' : character
  }
  if (plain === '') return 0
  let percents = 0
  while (plain.at(-1 - percents) === '%') percents++
  const figure = plain.slice(0, plain.length - percents)
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(figure)) return notANumber(text)
  const number = Number(figure) / 100 ** percents
  return Number.isFinite(number) ? number : notANumber(text)
}
