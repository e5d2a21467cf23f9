import type { CellLook } from './cell-look.ts'
import type { FitText } from './fit-text.ts'

/** px; what is longer, such as `万元（累计）`, stands out to the right instead of moving its whole column */
const LONGEST_TAIL = 64
/** Parts beside the figure are set smaller. */
const SMALL = 12 / 13

/**
 * px that a figure takes to the right of its units digit: point, decimals, and what stands behind. Null where no one point
 * exists to align on: a ratio such as `8:41:51`, or words.
 */
export function tailOf({ className, text, after }: CellLook, fit: FitText): number | null {
  if (!className.includes('figure') || text === '' || text === '####' || text.includes(':')) return null
  const point = text.lastIndexOf('.')
  const end = text.charCodeAt(text.length - 1)
  const hasDecimals = point >= 0 && end >= 0x30 && end <= 0x39
  const decimals = hasDecimals ? fit.width('.') + (text.length - point - 1) * fit.width('0') : 0
  return decimals + (after === '' ? 0 : fit.width(after) * SMALL)
}

export interface DecimalPlaces {
  /** px that the look is moved to the left, so that its point stands under the others'; never so far that it does not fit */
  pad(column: string, look: CellLook, room: number): number
}

/**
 * Aligns the figures of each column on their points. A column's longest tail is taken from a sample and grows when a
 * longer one is met, and never shrinks: figures keep their place while one scrolls and types.
 *
 * @param sample looks of some cells of a column
 * @param grew a column's figures have to be written anew
 */
export function createDecimalPlaces(
  fit: FitText,
  sample: (column: string) => Iterable<CellLook>,
  grew: () => void,
): DecimalPlaces {
  const longest = new Map<string, number>()
  const tailWithin = (look: CellLook) => {
    const tail = tailOf(look, fit)
    return tail === null || tail > LONGEST_TAIL ? null : tail
  }
  return {
    pad(column, look, room) {
      const tail = tailWithin(look)
      if (tail === null) return 0
      let most = longest.get(column)
      if (most === undefined) {
        most = 0
        for (const other of sample(column)) most = Math.max(most, tailWithin(other) ?? 0)
        longest.set(column, most)
      }
      if (tail > most) {
        longest.set(column, tail)
        grew()
        return 0
      }
      if (tail === most) return 0
      const { old, before, text, after } = look
      const whole = old ? `${old} ${before}${text}${after}` : before + text + after
      const pad = most - tail
      if (fit.fits(whole, room - pad)) return Math.round(pad * 4) / 4
      return Math.max(0, Math.floor(room - fit.width(whole)))
    },
  }
}
