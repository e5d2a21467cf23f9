import type { ErrorCode } from '../cell-value.ts'
import { isDigit, isNamePart, isNameStart, isSpace, plainCharacter } from './characters.ts'
import { SyntaxFailure } from './syntax-failure.ts'
import type { BinaryOperator, Punctuation, Token } from './token.ts'

const ERROR_CODES: readonly ErrorCode[] = ['#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#N/A', '#NUM!']
const TWO_CHARACTERS: readonly BinaryOperator[] = ['<>', '<=', '>=']
const ONE_CHARACTER = '+-*/^&=<>'
const PUNCTUATION = '(),:%'
const SPECIAL_OPERATORS: Readonly<Record<string, BinaryOperator>> = { '≥': '>=', '≤': '<=', '≠': '<>' }

/**
 * The tokens of a formula from `start` on, the last one of kind `end`.
 * @throws SyntaxFailure
 */
export function tokenize(source: string, start: number): readonly Token[] {
  const tokens: Token[] = []
  let at = start
  while (at < source.length) {
    if (isSpace(plain(source, at))) {
      at++
      continue
    }
    const token = nextToken(source, at)
    tokens.push(token)
    at = token.end
  }
  tokens.push({ kind: 'end', start: at, end: at })
  return tokens
}

const plain = (source: string, at: number): string => (at < source.length ? plainCharacter(source[at]!) : '')

function nextToken(source: string, at: number): Token {
  const character = plain(source, at)
  if (isDigit(character) || (character === '.' && isDigit(plain(source, at + 1)))) return number(source, at)
  if (character === '"') return quoted(source, at)
  if (character === '[') return bracket(source, at)
  if (isQuote(source[at]!)) return quotedName(source, at)
  if (character === '#') return errorLiteral(source, at)
  if (isNameStart(character)) return name(source, at)
  return mark(source, at, character)
}

function number(source: string, start: number): Token {
  let at = start
  let text = ''
  const take = () => {
    text += plain(source, at++)
  }
  while (isDigit(plain(source, at))) take()
  if (plain(source, at) === '.') take()
  while (isDigit(plain(source, at))) take()
  if (/[eE]/.test(plain(source, at)) && /^[+-]?\d/.test(plain(source, at + 1) + plain(source, at + 2))) {
    take()
    take()
    while (isDigit(plain(source, at))) take()
  }
  const value = Number(text)
  if (!Number.isFinite(value)) throw new SyntaxFailure({ start, end: at }, 'unexpected-token', { text })
  return { kind: 'number', value, start, end: at }
}

/** Doubled quotes stand for one; a curly quote closes with any quote of its kind. */
function quoted(source: string, start: number): Token {
  const curly = source[start] === '“'
  const closes = (character: string | undefined) =>
    character === '"' || character === '＂' || (curly && character === '”')
  let at = start + 1
  let value = ''
  for (;;) {
    if (at >= source.length) throw new SyntaxFailure({ start, end: at }, 'unclosed-text')
    const character = source[at]!
    if (closes(character)) {
      if (character !== '"' || source[at + 1] !== '"') return { kind: 'text', value, start, end: at + 1 }
      at++
    }
    value += character
    at++
  }
}

/** `'` escapes a bracket, `@` or itself as in Excel; balanced brackets inside a title need no escape. */
function bracket(source: string, start: number): Token {
  let at = start + 1
  while (isSpace(plain(source, at))) at++
  const thisRow = plain(source, at) === '@'
  if (thisRow) at++
  let title = ''
  for (let open = 1; ; at++) {
    if (at >= source.length) throw new SyntaxFailure({ start, end: at }, 'unclosed-bracket')
    const character = source[at]!
    if (character === "'" && /['[\]@#［］＠]/.test(source[at + 1] ?? '')) {
      title += source[++at]
      continue
    }
    if (character === '[' || character === '［') open++
    if ((character === ']' || character === '］') && --open === 0) break
    title += character
  }
  return { kind: 'bracket', title: title.trim(), thisRow, start, end: at + 1 }
}

function errorLiteral(source: string, start: number): Token {
  const code = ERROR_CODES.find(code => source.slice(start, start + code.length).toUpperCase() === code)
  if (code === undefined) throw new SyntaxFailure({ start, end: start + 1 }, 'unexpected-character', { text: '#' })
  return { kind: 'error', code, start, end: start + code.length }
}

function name(source: string, start: number): Token {
  let at = start
  let text = ''
  while (isNamePart(plain(source, at))) text += plain(source, at++)
  return { kind: 'name', name: text, start, end: at }
}

/** `'表 名'` before a bracket, as Excel writes the name of a sheet; a doubled quote stands for one. */
function quotedName(source: string, start: number): Token {
  let at = start + 1
  let text = ''
  for (;;) {
    if (at >= source.length) throw new SyntaxFailure({ start, end: at }, 'unclosed-name')
    if (isQuote(source[at]!) && !isQuote(source[at + 1] ?? '')) break
    if (isQuote(source[at]!)) at++
    text += source[at++]
  }
  return { kind: 'name', name: text.trim(), quoted: true, start, end: at + 1 }
}

const isQuote = (character: string): boolean => "'‘’＇".includes(character) && character !== ''

function mark(source: string, start: number, character: string): Token {
  const special = SPECIAL_OPERATORS[character]
  if (special !== undefined) return { kind: 'operator', operator: special, start, end: start + 1 }
  const pair = character + plain(source, start + 1)
  const two = TWO_CHARACTERS.find(operator => operator === pair)
  if (two !== undefined) return { kind: 'operator', operator: two, start, end: start + 2 }
  if (character !== '' && ONE_CHARACTER.includes(character))
    return { kind: 'operator', operator: character as BinaryOperator, start, end: start + 1 }
  if (character !== '' && PUNCTUATION.includes(character))
    return { kind: 'punctuation', mark: character as Punctuation, start, end: start + 1 }
  throw new SyntaxFailure({ start, end: start + 1 }, 'unexpected-character', { text: source[start] ?? '' })
}
