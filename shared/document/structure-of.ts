import { byCodeUnit } from '../core/order.ts'
import type { Scalar } from '../core/scalar.ts'
import {
  type Column,
  type ColumnFacts,
  columnFacts,
  TABLE_FACTS_ID,
  type TableFacts,
  type TableStructure,
  tableFacts,
} from '../tables/structure.ts'
import { idOf, nameOf } from './keys.ts'

/**
 * A table's structure from its facts, keyed `columnId:fact` and `table:fact`.
 * Lenient: a fact of the wrong shape is left out and never breaks the page; a column without a title shows its id.
 */
export function structureOf(facts: Iterable<readonly [key: string, value: Scalar]>): TableStructure {
  const groups = new Map<string, Record<string, Scalar>>()
  for (const [key, value] of facts) {
    if (value === null) continue
    const id = idOf(key)
    let group = groups.get(id)
    if (group === undefined) groups.set(id, (group = {}))
    group[nameOf(key)] = value
  }
  const table = groups.get(TABLE_FACTS_ID) ?? {}
  groups.delete(TABLE_FACTS_ID)
  const columns: Column[] = []
  for (const [id, group] of groups) {
    const column = columnOf(id, group)
    if (column !== null) columns.push(column)
  }
  columns.sort((a, b) => byCodeUnit(a.order, b.order) || byCodeUnit(a.id, b.id))
  return { table: tableOf(table), columns }
}

function columnOf(id: string, facts: Record<string, Scalar>): Column | null {
  if (facts.deleted === true || facts.order === undefined) return null
  const whole = { title: id, fills: 'planning', type: 'text', ...facts, order: String(facts.order) }
  const parsed = columnFacts.safeParse(whole)
  const checked: ColumnFacts = parsed.success
    ? parsed.data
    : columnFacts.parse(without(whole, parsed.error.issues, { title: id }))
  // nobody fills a computed column, whatever its facts say
  return { ...checked, id, fills: checked.type === 'computed' ? 'nobody' : checked.fills }
}

function tableOf(facts: Record<string, Scalar>): TableFacts {
  const whole = { title: '', phase: 'drafting', ...facts }
  const parsed = tableFacts.safeParse(whole)
  return parsed.success ? parsed.data : tableFacts.parse(without(whole, parsed.error.issues, { title: '' }))
}

function without(
  facts: Record<string, Scalar>,
  issues: readonly { readonly path: readonly PropertyKey[] }[],
  instead: Record<string, Scalar>,
): Record<string, Scalar> {
  const broken = new Set(issues.map(issue => String(issue.path[0])))
  return {
    ...Object.fromEntries(Object.entries(facts).filter(([name]) => !broken.has(name))),
    ...Object.fromEntries(Object.entries(instead).filter(([name]) => broken.has(name))),
  }
}
