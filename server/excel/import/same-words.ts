import { compact } from '../../../shared/values/characters.ts'

/** A title or a name for comparing: white space, line breaks, and the width of brackets and letters make no difference. */
export const sameWords = (text: string): string => compact(text).chars.replaceAll(' ', '').toLowerCase()

const BRACKETED = /\([^()]*\)$/

/** Without what stands in brackets at its end, which is mostly the unit. */
export const withoutBrackets = (words: string): string => words.replace(BRACKETED, '') || words

/** White space at the ends of lines is nobody's intention. */
export const trimLineEnds = (text: string): string =>
  text.includes('\n') ? text.split('\n').map(trimmed).join('\n') : trimmed(text)

const trimmed = (line: string) => line.trimEnd()
