/** A number format taken apart. */
export type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digits'; readonly pattern: string }
  | { readonly kind: 'power'; readonly pattern: string; readonly least: number; readonly plus: boolean }
  | { readonly kind: 'percent' }
  | { readonly kind: 'date'; readonly part: string }
  /** `General` and `@` */
  | { readonly kind: 'whole' }

const PIECE =
  /"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([0#?][0#?,]*(?:\.[0#?]*)?)E([+-])(0+)|([0#?][0#?,.]*|\.[0#?]+)|(%)|(y+|m+|d+|a{3,4}|h+|s+|am\/pm|上午\/下午)|(general|@)|([\s\S])/giu

export function piecesOf(section: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const match of section.matchAll(PIECE)) {
    const [all, quoted, escaped, bracket, mantissa, plus, zeros, digits, percent, date, whole, other] = match
    if (mantissa !== undefined)
      pieces.push({ kind: 'power', pattern: mantissa.replaceAll(',', ''), least: zeros!.length, plus: plus === '+' })
    else if (digits !== undefined) pieces.push({ kind: 'digits', pattern: digits })
    else if (percent !== undefined) pieces.push({ kind: 'percent' })
    else if (date !== undefined) pieces.push({ kind: 'date', part: date.toLowerCase() })
    else if (whole !== undefined) pieces.push({ kind: 'whole' })
    else if (bracket !== undefined) {
      if (/^[hms]+$/i.test(bracket)) pieces.push({ kind: 'date', part: `[${bracket.toLowerCase()}` })
    } else if (all.startsWith('_')) pieces.push({ kind: 'literal', text: ' ' })
    else if (all.startsWith('*') && all.length > 1)
      continue // fills the cell's width, which a text has not
    else pieces.push({ kind: 'literal', text: quoted ?? escaped ?? other ?? '' })
  }
  return pieces
}

export function splitSections(format: string): readonly string[] {
  const sections = ['']
  for (const [piece] of format.matchAll(/"[^"]*"|\\.|[\s\S]/gu))
    if (piece === ';') sections.push('')
    else sections[sections.length - 1] += piece
  return sections
}

const CONDITION = /\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/

/** The section that a number falls into, and the number as that section shows it: without its sign where the section is for negatives. */
export function sectionFor(sections: readonly string[], number: number): { section: string; shown: number } {
  const first = sections[0] ?? ''
  if (sections.some(section => CONDITION.test(section))) {
    const found = sections.slice(0, 3).find(section => meets(section, number)) ?? sections.at(-1) ?? ''
    return { section: found.replace(CONDITION, ''), shown: number }
  }
  if (number < 0 && sections[1] !== undefined) return { section: sections[1], shown: -number }
  if (number === 0 && sections[2] !== undefined) return { section: sections[2], shown: number }
  return { section: first, shown: number }
}

function meets(section: string, number: number): boolean {
  const [, operator, bound] = CONDITION.exec(section) ?? []
  if (operator === undefined) return true
  const limit = Number(bound)
  switch (operator) {
    case '<':
      return number < limit
    case '>':
      return number > limit
    case '<=':
      return number <= limit
    case '>=':
      return number >= limit
    case '=':
      return number === limit
    default:
      return number !== limit
  }
}
