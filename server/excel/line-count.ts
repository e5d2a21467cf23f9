/** Roughly how many columns of text a character takes: two for Chinese and full-width signs, one for the rest. */
function charactersWide(text: string): number {
  let wide = 0
  for (const character of text)
    wide += (character.codePointAt(0) ?? 0) > 0x2e7f || '——“”…≥≤'.includes(character) ? 2 : 1
  return wide
}

/** Lines that a text takes in a cell `width` characters wide; a little pessimistic, for a cut line is worse than air. */
export function lineCount(text: string, width: number, fontSize: number): number {
  // The default font, whose digits a column's width counts, is 11 points.
  const room = Math.max(1, (width - 1) * (11 / fontSize))
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(charactersWide(line) / room)), 0)
}
