import { type Bound, boundChildren } from './bound.ts'

/** The columns that a formula reads: in its own row, and as a whole. A column may be in both. */
export interface Dependencies {
  readonly row: ReadonlySet<string>
  readonly whole: ReadonlySet<string>
}

export function dependenciesOf(bound: Bound): Dependencies {
  const row = new Set<string>()
  const whole = new Set<string>()
  const visit = (node: Bound): void => {
    if (node.kind === 'cell') row.add(node.columnId)
    if (node.kind === 'cells') for (const columnId of node.columnIds) row.add(columnId)
    if (node.kind === 'column') whole.add(node.columnId)
    boundChildren(node).forEach(visit)
  }
  visit(bound)
  return { row, whole }
}
