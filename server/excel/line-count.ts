/** Roughly how many columns of text a character takes: two for Chinese and full-width signs, one for the rest. */
function charactersWide(text: string): number {
  let wide = 0
  for (const character of text)
    wide += (character.codePointAt(0) ?? 0) > 0x2e7f || '——“”…≥≤'.includes(character) ? 2 : 1
  return wide
}

/** Excel's padding of a cell, left and right together. */
const PADDING_PX = 8

/** Lines that a text takes in a cell `width` pixels wide; a little pessimistic, for a cut line is worse than air. */
export function lineCount(text: string, width: number, fontSize: number): number {
  const halfCharacter = (fontSize * 96) / 72 / 2
  const room = Math.max(1, (width - PADDING_PX) / halfCharacter)
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(charactersWide(line) / room)), 0)
}
