import { precedents, type StructureFormulas } from '../language/structure-formulas.ts'

/** So many levels of formulas may stand on the call stack at once. */
const MOST_LEVELS = 400

/**
 * Which columns to compute before a column, lowest first, so that the stack stays shallow however long the chain of
 * columns is. Empty for ordinary tables.
 */
export function ladders({ order, formulas }: StructureFormulas): ReadonlyMap<string, readonly string[]> {
  const reach = new Map<string, number>()
  const below = new Map<string, ReadonlySet<string>>()
  const result = new Map<string, readonly string[]>()
  const position = new Map(order.map((formula, at) => [formula.column.id, at]))
  for (const formula of order) {
    const read = precedents(formula, formulas)
    const rungs = new Set<string>(read.flatMap(id => [...(below.get(id) ?? [])]))
    const { id } = formula.column
    result.set(
      id,
      [...rungs].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)),
    )
    const levels = formula.height + Math.max(0, ...read.map(precedent => reach.get(precedent) ?? 0))
    const isRung = levels > MOST_LEVELS
    reach.set(id, isRung ? 0 : levels)
    below.set(id, isRung ? rungs.add(id) : rungs)
  }
  return result
}
