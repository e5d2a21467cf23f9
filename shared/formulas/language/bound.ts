import type { FormulaError } from '../cell-value.ts'
import type { FunctionDefinition } from '../functions/definition.ts'
import type { BinaryOperator } from './token.ts'

/** A formula whose columns and functions are known: what is evaluated, exported and asked for dependencies. */
export type Bound =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'error'; readonly error: FormulaError }
  | { readonly kind: 'missing' }
  | { readonly kind: 'cell'; readonly columnId: string }
  | { readonly kind: 'column'; readonly columnId: string }
  /** neighbouring columns in this row, in display order */
  | { readonly kind: 'cells'; readonly columnIds: readonly string[] }
  /** an expression over whole columns, row by row: `[a]*[b]` where a range is taken */
  | { readonly kind: 'array'; readonly each: Bound }
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly operand: Bound }
  | { readonly kind: 'percent'; readonly operand: Bound }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Bound; readonly right: Bound }
  | { readonly kind: 'call'; readonly definition: FunctionDefinition; readonly args: readonly Bound[] }

/** The nodes below a node. */
export function boundChildren(node: Bound): readonly Bound[] {
  switch (node.kind) {
    case 'sign':
    case 'percent':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'array':
      return [node.each]
    case 'call':
      return node.args
    case 'number':
    case 'text':
    case 'truth':
    case 'error':
    case 'missing':
    case 'cell':
    case 'column':
    case 'cells':
      return []
  }
}
