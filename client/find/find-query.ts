import { type ByLetters, mayBePinyin } from './letters.ts'

export interface FindQuery {
  readonly text: string
  readonly wholeCell: boolean
  readonly matchCase: boolean
}

const folded = (text: string, matchCase: boolean) => (matchCase ? text : text.toLowerCase())

/** What a query finds. @param byLetters left out while it is not loaded, and for replacing: letters are no text to replace */
export function finds({ text, wholeCell, matchCase }: FindQuery, byLetters?: ByLetters): (cell: string) => boolean {
  const wanted = folded(text, matchCase)
  if (wanted === '') return () => false
  const letters = byLetters && !wholeCell && !matchCase && mayBePinyin(text) ? byLetters : null
  return cell => {
    const shown = folded(cell, matchCase)
    return (wholeCell ? shown === wanted : shown.includes(wanted)) || (letters?.(cell, text) ?? false)
  }
}

/** The cell with every occurrence replaced; null where there is none. What is put in is put in as it is, `$&` and all. */
export function replaced(cell: string, { text, wholeCell, matchCase }: FindQuery, by: string): string | null {
  if (text === '') return null
  const wanted = folded(text, matchCase)
  const within = folded(cell, matchCase)
  if (wholeCell) return within === wanted ? by : null
  // a case that changes a text's length (İ) would put the places out of step
  if (within.length !== cell.length) return cell.includes(text) ? cell.split(text).join(by) : null
  let made = ''
  let from = 0
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, from)) {
    made += cell.slice(from, at) + by
    from = at + wanted.length
  }
  return from === 0 ? null : made + cell.slice(from)
}
