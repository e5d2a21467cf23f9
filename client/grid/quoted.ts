const MOST = 40 // characters; a sentence that quotes more is not read

/** A value as a sentence quotes it: on one line, and no longer than a glance takes. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line.slice(0, 4 * MOST)]
  return characters.length > MOST ? `${characters.slice(0, MOST).join('')}…` : line
}
