import type { CellValue } from '../cell-value.ts'
import { OUT_OF_RANGE } from '../errors.ts'

/** Beyond ASCII, CHAR and CODE depend on the code page of the computer: there is no answer that is true everywhere. */
const LAST_ASCII = 127

export const asciiCharacter = (code: number): CellValue =>
  code < 1 || code > LAST_ASCII ? OUT_OF_RANGE : String.fromCharCode(code)

export function asciiCode(text: string): CellValue {
  const code = text.charCodeAt(0)
  return code >= 1 && code <= LAST_ASCII ? code : OUT_OF_RANGE
}

export const unicodeCharacter = (code: number): CellValue =>
  code < 1 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? OUT_OF_RANGE : String.fromCodePoint(code)

export const unicodeOf = (text: string): CellValue => text.codePointAt(0) ?? OUT_OF_RANGE

/** Without the marks that printers obey and nobody sees. */
export function clean(text: string): string {
  let result = ''
  for (const character of text) if (character >= ' ') result += character
  return result
}
