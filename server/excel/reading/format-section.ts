/** One section of a number format that is words around one run of digits. */
export interface FormatSection {
  readonly before: string
  readonly after: string
  /** the digits are Excel's own choice */
  readonly general: boolean
  /** digits before the point at least */
  readonly integers: number
  /** decimals at least and at most */
  readonly least: number
  readonly most: number
  readonly thousands: boolean
  /** how many times the number is multiplied by a hundred */
  readonly percents: number
}

const GENERAL = /^(?:General|G\/通用格式)/i
const DIGITS = /^[#0?,]*(?:\.[#0?]*)?/
const COLOR =
  /^(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+|黑色?|蓝色?|青色?|绿色?|洋红色?|红色?|白色?|黄色?|颜色\s*\d+)$/i
/** characters that stand for themselves without quotation marks; ASCII letters may be codes */
const BARE = /^[-\s$+/():!^&'~{}<>=]$/

/** At the semicolons that are no words. */
export function splitSections(code: string): readonly string[] {
  const sections: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < code.length; at++) {
    if (code[at] === '"') quoted = !quoted
    else if (quoted) continue
    else if (code[at] === '\\' || code[at] === '_' || code[at] === '*') at++
    else if (code[at] === ';') {
      sections.push(code.slice(from, at))
      from = at + 1
    }
  }
  return [...sections, code.slice(from)]
}

/** Null where the section is anything else: conditions, fractions, powers of ten, thousands left out, no digits at all. */
export function parseSection(code: string): FormatSection | null {
  let before = ''
  let after = ''
  let run: string | null = null
  let percents = 0
  for (let at = 0; at < code.length; ) {
    const rest = code.slice(at)
    const general = GENERAL.exec(rest)?.[0]
    const digits = general ?? DIGITS.exec(rest)![0]
    if (digits !== '') {
      if (run !== null) return null
      run = general === undefined ? digits : 'General'
      at += digits.length
      continue
    }
    const piece = literalAt(rest)
    if (piece === null) return null
    if (piece.text === '%' && piece.length === 1) percents++
    if (run === null) before += piece.text
    else after += piece.text
    at += piece.length
  }
  if (run === null) return null
  const words = { before, after, percents }
  if (run === 'General') return { ...words, general: true, integers: 1, least: 0, most: 15, thousands: false }
  return measure(run, words)
}

interface Words {
  readonly before: string
  readonly after: string
  readonly percents: number
}

function measure(run: string, words: Words): FormatSection | null {
  const [whole = '', decimals = ''] = run.split('.')
  // a comma at the end leaves out thousands: what is shown is another number
  if (!/[#0?]/.test(run) || whole.startsWith(',') || whole.endsWith(',') || decimals.length > 15) return null
  return {
    ...words,
    general: false,
    integers: whole.replace(/[^0]/g, '').length,
    least: decimals.replace(/[^0]/g, '').length,
    most: decimals.length,
    thousands: whole.includes(','),
  }
}

function literalAt(rest: string): { readonly text: string; readonly length: number } | null {
  const char = rest.charAt(0)
  switch (char) {
    case '"': {
      const end = rest.indexOf('"', 1)
      return end === -1 ? null : { text: rest.slice(1, end), length: end + 1 }
    }
    case '\\':
      return { text: rest.charAt(1), length: 2 }
    // room as wide as the next character, or filled up with it
    case '_':
    case '*':
      return { text: '', length: 2 }
    case '[':
      return bracketAt(rest)
    case '%':
      return { text: '%', length: 1 }
    default:
      return BARE.test(char) || char.charCodeAt(0) > 0x7f ? { text: char, length: 1 } : null
  }
}

/** `[红色]` is a colour, `[$¥-804]` a sign with a language. */
function bracketAt(rest: string): { readonly text: string; readonly length: number } | null {
  const end = rest.indexOf(']')
  const inner = rest.slice(1, end)
  if (end === -1) return null
  if (inner.startsWith('$')) return { text: inner.slice(1).replace(/-[0-9A-Fa-f,]*$/, ''), length: end + 1 }
  return COLOR.test(inner) ? { text: '', length: end + 1 } : null
}
