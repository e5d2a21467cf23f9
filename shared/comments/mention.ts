/** Somebody as a comment names them: what is stored is the account's id, what is shown is the name that they have now. */
export interface Mentioned {
  readonly id: string
  readonly name: string
}

/** `@[account id]`. Anything else with an @ is text. */
const TOKEN = /@\[([A-Za-z0-9-]{1,64})\]/g

export const mentionToken = (id: string): string => `@[${id}]`

/** Account ids in the order of their first mention. */
export const mentionsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(TOKEN)].map(([, id]) => id!)),
]

export type CommentPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly id: string; readonly name: string }

/** Text and mentions in turn; a token that names nobody known stays text. */
export function commentParts(text: string, people: readonly Mentioned[]): readonly CommentPart[] {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const parts: CommentPart[] = []
  let from = 0
  for (const found of text.matchAll(TOKEN)) {
    const id = found[1]!
    const name = names.get(id)
    if (name === undefined) continue
    if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) })
    parts.push({ kind: 'mention', id, name })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}

/** The text as it is typed: `@name` for each token. */
export const typedText = (stored: string, people: readonly Mentioned[]): string =>
  commentParts(stored, people)
    .map(part => (part.kind === 'text' ? part.text : `@${part.name}`))
    .join('')

/** The text as it is stored: a token for each `@name` of somebody known, of two names that both fit the longer one. */
export function storedText(typed: string, people: readonly Mentioned[]): string {
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length)
  let stored = ''
  let from = 0
  for (let at = typed.indexOf('@'); at >= 0; at = typed.indexOf('@', at + 1)) {
    if (at < from) continue
    const named = longestFirst.find(({ name }) => typed.startsWith(name, at + 1))
    if (named === undefined) continue
    stored += typed.slice(from, at) + mentionToken(named.id)
    from = at + 1 + named.name.length
  }
  return stored + typed.slice(from)
}
