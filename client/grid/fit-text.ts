/** What of a text fits a cell. A cut number would be another number, so it turns into `####`; words end in an ellipsis. */
export interface FitText {
  words(text: string, width: number): string
  /** false: the figure does not fit */
  fits(text: string, width: number): boolean
}

const WIDEST_SIGN = 14 // px; a Chinese character at 13 px, and a little
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
  const fits = (text: string, width: number) => text.length * WIDEST_SIGN <= width || widthOf(text) <= width
  return {
    fits,
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
