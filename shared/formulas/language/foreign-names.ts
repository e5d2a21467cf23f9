import type { TableStructure } from '../../tables/structure.ts'
import type { Node } from './ast.ts'
import { parseFormula } from './parser.ts'

/** `表名[列]` as it stands in a formula. */
export interface ForeignName {
  readonly table: string
  readonly column: string
}

/** What a formula names of other tables, in reading order, each once; what cannot be read names nothing. */
export function foreignNames(formula: string): readonly ForeignName[] {
  if (!formula.includes('[') && !formula.includes('［')) return []
  const parsed = parseFormula(formula)
  if (!parsed.ok) return []
  const names = new Map<string, ForeignName>()
  const visit = (node: Node): void => {
    if (node.kind === 'foreign') names.set(`${node.table}!${node.title}`, { table: node.table, column: node.title })
    childrenOf(node).forEach(visit)
  }
  visit(parsed.node)
  return [...names.values()]
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sign':
    case 'percent':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'call':
      return node.args
    default:
      return []
  }
}

const linked = new WeakMap<TableStructure, ReadonlyMap<string, readonly ForeignName[]>>()

/**
 * The linked columns of a table: computed ones whose formula names another table, with what it names. Told from the formula as
 * written, so that browser and server mean the same columns.
 */
export function linkedColumns(structure: TableStructure): ReadonlyMap<string, readonly ForeignName[]> {
  let found = linked.get(structure)
  if (found === undefined) {
    const names = structure.columns.flatMap(({ id, type, formula }) => {
      const named = type === 'computed' && formula ? foreignNames(formula) : []
      return named.length === 0 ? [] : [[id, named] as const]
    })
    linked.set(structure, (found = new Map(names)))
  }
  return found
}
