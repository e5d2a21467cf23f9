import type { ErrorCode } from '../cell-value.ts'

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>='
export type Punctuation = '(' | ')' | ',' | ':' | '%'

/** Offsets into the formula as written, `=` included; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type Token = Span &
  (
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'text'; readonly value: string }
    /** quoted: `'表 名'`, which only a table may be called */
    | { readonly kind: 'name'; readonly name: string; readonly quoted?: true }
    /** `[…]` or `[@…]`; `title` with escapes resolved */
    | { readonly kind: 'bracket'; readonly title: string; readonly thisRow: boolean }
    | { readonly kind: 'operator'; readonly operator: BinaryOperator }
    | { readonly kind: 'punctuation'; readonly mark: Punctuation }
    | { readonly kind: 'error'; readonly code: ErrorCode }
    | { readonly kind: 'end' }
  )
