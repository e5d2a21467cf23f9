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

const FULL_WIDTH = /[\uFF01-\uFF5E]/
const SPACE = /\s/
const PART_OF_NUMBER = /[\d.,]/

/** Two figures keep one space between them (`12 34` is not 1234); all other white space goes: `1 个以 上`, `万立方 米`. */
export function compact(text: string): Compact {
  let chars = ''
  const at: number[] = []
  let gap = -1
  for (let i = 0; i < text.length; i++) {
    const typed = text.charAt(i)
    if (SPACE.test(typed)) {
      if (gap < 0) gap = i
      continue
    }
    const char = SAME[typed] ?? (FULL_WIDTH.test(typed) ? String.fromCharCode(typed.charCodeAt(0) - 0xfee0) : typed)
    if (gap >= 0 && PART_OF_NUMBER.test(char) && PART_OF_NUMBER.test(chars.slice(-1))) {
      chars += ' '
      at.push(gap)
    }
    gap = -1
    chars += char
    at.push(i)
  }
  return { chars, at }
}

/** The typed text before the first and after the last character of a stretch of the compact one. */
export function around(text: string, { at }: Compact, from: number, to: number): { before: string; after: string } {
  return { before: text.slice(0, at[from] ?? 0), after: text.slice((at[to - 1] ?? text.length - 1) + 1) }
}
