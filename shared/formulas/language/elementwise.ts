import { findFunction } from '../functions/catalogue.ts'
import type { FunctionDefinition } from '../functions/definition.ts'
import type { Node } from './ast.ts'
import { type Bound, boundChildren } from './bound.ts'

/** Functions that a whole column may go through value by value; others either take ranges or have no such form in Excel. */
export const isLifted = ({ run, category }: FunctionDefinition): boolean =>
  run.style === 'values' && (category === 'math' || category === 'information' || category === 'text')

/** `[a]*[b]`: an expression over whole columns, row by row. A column alone is a range, not an expression. */
export function isColumnExpression(node: Node): boolean {
  switch (node.kind) {
    case 'sign':
    case 'percent':
      return holdsColumn(node.operand)
    case 'binary':
      return holdsColumn(node.left) || holdsColumn(node.right)
    case 'call': {
      const definition = findFunction(node.name)
      return definition !== undefined && isLifted(definition) && node.args.some(holdsColumn)
    }
    default:
      return false
  }
}

const holdsColumn = (node: Node): boolean =>
  node.kind === 'column' || node.kind === 'foreign' || isColumnExpression(node)

/** Whether a part of a column expression differs from row to row of the columns; if not, it is one value for them all. */
export function isElementwise(node: Bound): boolean {
  switch (node.kind) {
    case 'column':
      return true
    case 'sign':
    case 'percent':
    case 'binary':
      return boundChildren(node).some(isElementwise)
    case 'call':
      return isLifted(node.definition) && node.args.some(isElementwise)
    default:
      return false
  }
}
