export type TextTest = (text: string) => boolean

const ANY_TEXT = Symbol('*')
const ANY_ONE = Symbol('?')
type Mark = string | typeof ANY_TEXT | typeof ANY_ONE

/** As Excel: longer patterns find nothing. It also bounds the work that one comparison can be. */
const MOST_MARKS = 255

export const hasWildcard = (pattern: string): boolean => /[*?~]/.test(pattern)

/**
 * A text with `*` or `?` as a test of whole texts, case ignored; `~` takes the next mark literally. Null: no wildcard.
 * No regular expression: somebody else's pattern must not be able to keep the server busy.
 */
export function wildcardTest(pattern: string): TextTest | null {
  if (!hasWildcard(pattern)) return null
  if (pattern.length > MOST_MARKS) return () => false
  const marks = marksOf(pattern.toLowerCase())
  return text => matches(marks, Array.from(text.toLowerCase()))
}

/** Where a text with wildcards first stands inside another, from `start` on; -1: nowhere. Offsets in UTF-16 units. */
export function findWildcard(pattern: string, text: string, start: number): number {
  if (pattern.length > MOST_MARKS) return -1
  const runs = runsOf(marksOf(pattern.toLowerCase()))
  const found = text.toLowerCase()
  let first = -1
  let from = start
  // after the first run fits as far left as can be, every later run too: no other try could find more
  for (const run of runs) {
    const at = findRun(run, found, from)
    if (at < 0) return -1
    if (first < 0) first = at
    from = at + run.length
  }
  return first < 0 ? start : first
}

/** The stretches between the `*`; a leading one is empty and stands anywhere. */
function runsOf(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const runs: Mark[][] = [[]]
  for (const mark of marks)
    if (mark === ANY_TEXT) runs.push([])
    else if (typeof mark === 'string') runs.at(-1)!.push(...mark.split(''))
    else runs.at(-1)!.push(mark)
  return runs
}

function findRun(run: readonly Mark[], text: string, start: number): number {
  for (let at = start; at + run.length <= text.length; at++) {
    let matched = 0
    while (matched < run.length && (run[matched] === ANY_ONE || run[matched] === text[at + matched])) matched++
    if (matched === run.length) return at
  }
  return -1
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
