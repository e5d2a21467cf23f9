import type { FormulaError } from '../cell-value.ts'
import type { Node, NodeShape } from './ast.ts'
import { isSpace, plainCharacter } from './characters.ts'
import { tokenize } from './lexer.ts'
import { SyntaxFailure } from './syntax-failure.ts'
import type { BinaryOperator, Punctuation, Span, Token } from './token.ts'

const MOST_CHARACTERS = 8192
/** parentheses, calls and signs inside each other */
const MOST_LEVELS = 64
/** height of the tree: a chain of operators is a tall tree too, and evaluation descends it */
const MOST_DEPTH = 256

export type Parsed =
  | { readonly ok: true; readonly node: Node }
  | { readonly ok: false; readonly error: FormulaError; readonly span: Span }

/** The tree of a formula that begins with `=`. Never throws: what is wrong comes back with its place. */
export function parseFormula(source: string): Parsed {
  try {
    return { ok: true, node: new Parser(tokenize(source, formulaStart(source)), source).formula() }
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return { ok: false, error: failure.error, span: failure.span }
    throw failure
  }
}

function formulaStart(source: string): number {
  const whole = { start: 0, end: source.length }
  if (source.length > MOST_CHARACTERS) throw new SyntaxFailure(whole, 'too-long', { limit: MOST_CHARACTERS })
  let at = 0
  while (at < source.length && isSpace(plainCharacter(source[at]!))) at++
  if (at === source.length || plainCharacter(source[at]!) !== '=') throw new SyntaxFailure(whole, 'no-equals-sign')
  return at + 1
}

/** Binary operators from loosest to tightest, all left-associative as in Excel; signs and % bind tighter than ^. */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 5,
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #source: string
  #at = 0
  #level = 0

  constructor(tokens: readonly Token[], source: string) {
    this.#tokens = tokens
    this.#source = source
  }

  formula(): Node {
    if (this.#ended()) throw new SyntaxFailure(this.#token, 'empty')
    const node = this.#expression(1)
    if (!this.#ended()) throw this.#unexpected()
    return node
  }

  get #token(): Token {
    return this.#tokens[this.#at]!
  }

  #ended(): boolean {
    return this.#token.kind === 'end'
  }

  #expression(loosest: number): Node {
    let left = this.#operand()
    for (;;) {
      const token = this.#token
      if (token.kind !== 'operator' || PRECEDENCE[token.operator] < loosest) return left
      this.#at++
      const right = this.#expression(PRECEDENCE[token.operator] + 1)
      left = made({ kind: 'binary', operator: token.operator, left, right }, left.start, right.end)
    }
  }

  #operand(): Node {
    let node = this.#signed()
    while (this.#is('%')) {
      node = made({ kind: 'percent', operand: node }, node.start, this.#token.end)
      this.#at++
    }
    return node
  }

  #signed(): Node {
    const token = this.#token
    if (token.kind !== 'operator' || (token.operator !== '+' && token.operator !== '-')) return this.#primary()
    const sign = token.operator
    this.#at++
    const operand = this.#nested(() => this.#signed())
    return made({ kind: 'sign', sign, operand }, token.start, operand.end)
  }

  #primary(): Node {
    const token = this.#token
    switch (token.kind) {
      case 'number':
      case 'text':
        this.#at++
        return made({ kind: token.kind, value: token.value } as NodeShape, token.start, token.end)
      case 'error':
        this.#at++
        return made({ kind: 'error', code: token.code }, token.start, token.end)
      case 'bracket':
        this.#at++
        return this.#reference(token)
      case 'name':
        this.#at++
        return this.#named(token)
      case 'punctuation':
        if (token.mark === '(') return this.#parenthesised()
        throw this.#unexpected()
      case 'operator':
      case 'end':
        throw this.#unexpected()
    }
  }

  #parenthesised(): Node {
    const open = this.#token
    this.#at++
    const inner = this.#nested(() => this.#expression(1))
    this.#close(open)
    return inner
  }

  #reference(token: Token & { kind: 'bracket' }): Node {
    if (!token.thisRow) return made({ kind: 'column', title: token.title }, token.start, token.end)
    const next = this.#tokens[this.#at + 1]
    if (!this.#is(':') || next?.kind !== 'bracket' || !next.thisRow)
      return made({ kind: 'cell', title: token.title }, token.start, token.end)
    this.#at += 2
    return made({ kind: 'cells', from: token.title, to: next.title }, token.start, next.end)
  }

  #named(token: Token & { kind: 'name' }): Node {
    const next = this.#token
    if (next.kind === 'bracket' && next.start === token.end) {
      this.#at++
      return made(
        { kind: 'foreign', table: token.name, title: next.title, thisRow: next.thisRow },
        token.start,
        next.end,
      )
    }
    if (token.quoted) throw new SyntaxFailure(token, 'quoted-name', { name: token.name })
    if (this.#is('(')) return this.#call(token)
    const word = token.name.toUpperCase()
    if (word === 'TRUE' || word === 'FALSE')
      return made({ kind: 'truth', value: word === 'TRUE' }, token.start, token.end)
    return made({ kind: 'name', name: token.name }, token.start, token.end)
  }

  #call(name: Token & { kind: 'name' }): Node {
    const open = this.#token
    this.#at++
    const args = this.#is(')') ? [] : this.#nested(() => this.#arguments())
    const end = this.#close(open)
    return made({ kind: 'call', name: name.name, args }, name.start, end)
  }

  #arguments(): readonly Node[] {
    const args: Node[] = []
    for (;;) {
      const token = this.#token
      const left = this.#is(',') || this.#is(')')
      args.push(left ? made({ kind: 'missing' }, token.start, token.start) : this.#expression(1))
      if (!this.#is(',')) return args
      this.#at++
    }
  }

  #close(open: Token): number {
    const token = this.#token
    if (token.kind === 'end') throw new SyntaxFailure({ start: open.start, end: token.end }, 'unclosed-parenthesis')
    if (!this.#is(')')) throw this.#unexpected()
    this.#at++
    return token.end
  }

  #is(mark: Punctuation): boolean {
    return this.#token.kind === 'punctuation' && this.#token.mark === mark
  }

  #nested<T>(parse: () => T): T {
    if (++this.#level > MOST_LEVELS) throw new SyntaxFailure(this.#token, 'too-deep', { limit: MOST_LEVELS })
    const result = parse()
    this.#level--
    return result
  }

  #unexpected(): SyntaxFailure {
    const token = this.#token
    if (token.kind === 'end') return new SyntaxFailure(token, 'unfinished')
    return new SyntaxFailure(token, 'unexpected-token', { text: this.#source.slice(token.start, token.end) })
  }
}

function made(shape: NodeShape, start: number, end: number): Node {
  const depth = 1 + Math.max(0, ...children(shape).map(child => child.depth))
  if (depth > MOST_DEPTH) throw new SyntaxFailure({ start, end }, 'too-deep', { limit: MOST_DEPTH })
  return { ...shape, start, end, depth }
}

const children = (shape: NodeShape): readonly Node[] => {
  switch (shape.kind) {
    case 'sign':
    case 'percent':
      return [shape.operand]
    case 'binary':
      return [shape.left, shape.right]
    case 'call':
      return shape.args
    default:
      return []
  }
}
