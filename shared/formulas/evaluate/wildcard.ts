export type TextTest = (text: string) => boolean

const ANY_TEXT = Symbol('*')
const ANY_ONE = Symbol('?')
type Mark = string | typeof ANY_TEXT | typeof ANY_ONE

/**
 * A text with `*` or `?` as a test of whole texts, case ignored; `~` takes the next mark literally. Null: no wildcard.
 * No regular expression: somebody else's pattern must not be able to keep the server busy.
 */
export function wildcardTest(pattern: string): TextTest | null {
  if (!/[*?~]/.test(pattern)) return null
  const marks = marksOf(pattern.toLowerCase())
  return text => matches(marks, Array.from(text.toLowerCase()))
}

function marksOf(pattern: string): readonly Mark[] {
  return Array.from(pattern.match(/~[*?~]|[\s\S]/gu) ?? [], mark =>
    mark === '*' ? ANY_TEXT : mark === '?' ? ANY_ONE : mark.length === 2 && mark[0] === '~' ? mark[1]! : mark,
  )
}

/** After a mismatch only the last `*` takes one character more: earlier ones need not be tried again. */
function matches(marks: readonly Mark[], text: readonly string[]): boolean {
  let mark = 0
  let star = -1
  let resume = 0
  for (let at = 0; at < text.length; ) {
    if (marks[mark] === ANY_TEXT) {
      star = mark++
      resume = at
    } else if (marks[mark] === ANY_ONE || marks[mark] === text[at]) {
      mark++
      at++
    } else if (star >= 0) {
      mark = star + 1
      at = ++resume
    } else return false
  }
  while (marks[mark] === ANY_TEXT) mark++
  return mark === marks.length
}
