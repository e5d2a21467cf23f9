/**
 * Texts as a Chinese dictionary orders them. A collator asked for every pair of a hundred thousand texts takes seconds; asked for the few
 * thousand different characters it takes some milliseconds, and then texts compare as plain strings of ranks (VIEW-4).
 */
export function dictionaryKeys(texts: readonly string[]): readonly string[] {
  const collator = new Intl.Collator('zh-CN')
  const characters = new Set<string>()
  for (const text of texts) for (const character of text) characters.add(character)
  const compare = (a: string, b: string) => Number(HAN.test(a)) - Number(HAN.test(b)) || collator.compare(a, b)
  const ordered = [...characters].sort((a, b) => compare(a, b) || (a < b ? -1 : a > b ? 1 : 0))
  const rank = new Map<string, string>()
  let last: string | null = null
  let next = 0
  for (const character of ordered) {
    // what the dictionary does not tell apart shares a rank; the texts themselves decide in the end
    if (last === null || compare(last, character) !== 0) next++
    rank.set(character, encoded(next))
    last = character
  }
  return texts.map(text => {
    let key = ''
    for (const character of text) key += rank.get(character)!
    return key
  })
}

/** as in Excel, figures and letters come before them */
const HAN = /\p{Script=Han}/u

const FIRST = 0x20
const SPAN = 0x8000

/** One code unit for the first 32,000 ranks, two for what a text of all the world's characters would need. */
const encoded = (rank: number): string =>
  rank < SPAN ? String.fromCharCode(FIRST + rank) : String.fromCharCode(FIRST + SPAN, FIRST + rank - SPAN)
