/**
 * A Chinese input method leaves full-width marks in formulas; outside texts and column names they mean their ASCII twins.
 */
const TWINS: Readonly<Record<string, string>> = { '“': '"', '”': '"', '、': ',', '×': '*', '÷': '/', '−': '-' }

export function plainCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code === 0x3000 || code === 0xa0) return ' '
  return TWINS[character] ?? character
}

export const isSpace = (character: string): boolean => /\s/.test(character)
export const isDigit = (character: string): boolean => character >= '0' && character <= '9'

const NAME_START = /[\p{L}_]/u
const NAME_PART = /[\p{L}\p{N}_.]/u
export const isNameStart = (character: string): boolean => NAME_START.test(character)
export const isNamePart = (character: string): boolean => NAME_PART.test(character)
