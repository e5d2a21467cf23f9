/** What of a text fits a cell. A cut number would be another number, so it turns into `####`; words end in an ellipsis. */
export interface FitText {
  words(text: string, width: number): string
  /** false: the figure does not fit */
  fits(text: string, width: number): boolean
  /** px, as measured */
  width(text: string): number
}

/** px at 13 px type, and a little: digits and their points; other signs of ASCII; all else, such as Chinese */
const WIDEST = { digit: 7.9, ascii: 13, other: 13.1 } as const

/** No text is wider than this; worked out without asking the browser. */
function atMost(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    width += code < 0x3c && code > 0x26 ? WIDEST.digit : code < 0x80 ? WIDEST.ascii : WIDEST.other
  }
  return width
}

const MOST_KEPT = 20_000

/** @param measure width of a text in px, in the font of the cells; slow, so asked only where the outcome is in doubt */
export function createFitText(measure: (text: string) => number): FitText {
  const widths = new Map<string, number>()
  const widthOf = (text: string) => {
    const known = widths.get(text)
    if (known !== undefined) return known
    if (widths.size >= MOST_KEPT) widths.clear()
    const width = measure(text)
    widths.set(text, width)
    return width
  }
  const fits = (text: string, width: number) => atMost(text) <= width || widthOf(text) <= width
  return {
    fits,
    width: widthOf,
    words(text, width) {
      if (fits(text, width)) return text
      const signs = Array.from(text)
      let low = 0
      let high = signs.length
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if (measure(`${signs.slice(0, middle).join('')}…`) <= width) low = middle
        else high = middle - 1
      }
      return `${signs.slice(0, low).join('')}…`
    },
  }
}
