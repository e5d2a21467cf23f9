/**
 * A typed text made comparable: full-width and traditional characters as their plain ones, white space gone, and for
 * every character where it stood, so that what is found can be cut out of the text as typed.
 */
export interface Compact {
  readonly chars: string
  /** `at[i]`: the index in the text of `chars[i]` */
  readonly at: readonly number[]
}

const SAME: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['-', '－−﹣‐‑'],
    ['—', '–―‒─━⸺⸻﹘'],
    ['~', '～〜∼∽'],
    [':', '：∶︰'],
    ['[', '［〔【﹝'],
    [']', '］〕】﹞'],
    ['×', '✕╳⨯'],
    ['≥', '≧⩾'],
    ['≤', '≦⩽'],
    ['约', '約'],
    ['余', '餘'],
    ['达', '達'],
    ['过', '過'],
    ['亿', '億'],
    ['万', '萬'],
    ['两', '兩'],
    ['亩', '畝'],
    ['个', '個'],
    ['内', '內'],
    ['标', '標'],
    ['顷', '頃'],
    ['吨', '噸'],
  ].flatMap(([plain = '', others = '']) => [...others].map(other => [other, plain])),
)

const SPACE = /\s/

/** Two figures keep one space between them (`12 34` is not 1234); all other white space goes: `1 个以 上`, `万立方 米`. */
export function compact(text: string): Compact {
  let chars = ''
  const at: number[] = []
  let gap = -1
  for (let i = 0; i < text.length; i++) {
    const char = plainChar(text.charAt(i), text.charCodeAt(i))
    if (char === ' ') {
      if (gap < 0) gap = i
      continue
    }
    if (gap >= 0 && ofNumber(char.charCodeAt(0)) && ofNumber(chars.charCodeAt(chars.length - 1))) {
      chars += ' '
      at.push(gap)
    }
    gap = -1
    chars += char
    at.push(i)
  }
  return { chars, at }
}

function plainChar(typed: string, code: number): string {
  if (code > 0x20 && code < 0x7f) return typed
  if (code >= 0x4e00 && code < 0xa000) return SAME[typed] ?? typed
  if (SPACE.test(typed)) return ' '
  return SAME[typed] ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : typed)
}

/** digits, point, comma */
const ofNumber = (code: number) => (code >= 48 && code <= 57) || code === 46 || code === 44

/** The typed text before the first and after the last character of a stretch of the compact one. */
export function around(text: string, { at }: Compact, from: number, to: number): { before: string; after: string } {
  return { before: text.slice(0, at[from] ?? 0), after: text.slice((at[to - 1] ?? text.length - 1) + 1) }
}
