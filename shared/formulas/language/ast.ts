import type { ErrorCode } from '../cell-value.ts'
import type { BinaryOperator, Span } from './token.ts'

/** A formula as written; `depth` is the height of the tree below and with this node. */
export type Node = Span & { readonly depth: number } & NodeShape

export type NodeShape =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'error'; readonly code: ErrorCode }
  /** an argument left out between two commas */
  | { readonly kind: 'missing' }
  | { readonly kind: 'name'; readonly name: string }
  /** `[@列]` */
  | { readonly kind: 'cell'; readonly title: string }
  /** `[列]` */
  | { readonly kind: 'column'; readonly title: string }
  /** `[@列1]:[@列2]` */
  | { readonly kind: 'cells'; readonly from: string; readonly to: string }
  /** `表名[列]`; `thisRow`: written with `@`, which means nothing there */
  | { readonly kind: 'foreign'; readonly table: string; readonly title: string; readonly thisRow: boolean }
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly operand: Node }
  | { readonly kind: 'percent'; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
