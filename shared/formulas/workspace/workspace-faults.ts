import type { FormulaError } from '../cell-value.ts'
import { formulaError } from '../errors.ts'
import { circularColumns } from '../language/circles.ts'
import { foreignKey, foreignParts, isForeign } from '../language/foreign-key.ts'
import { linkedColumns } from '../language/foreign-names.ts'
import { type ColumnFormula, structureFormulas } from '../language/structure-formulas.ts'
import type { WorkspaceTable } from './other-tables.ts'
import { type FindTable, tableNames } from './table-names.ts'

/** tables that a column may be reached through */
const MOST_DEEP = 16
/** other tables that one table may name: each is in memory while it is */
const MOST_OTHERS = 32

type Faults = Map<string, Map<string, FormulaError>>

/**
 * What no table can see by itself: circles that lead through several tables, chains of tables without end, tables that name too many
 * others. By table and column. Only tables with linked columns are looked at: nothing leads on from the others.
 */
export function workspaceFaults(
  tables: ReadonlyMap<string, WorkspaceTable>,
  find: FindTable,
): ReadonlyMap<string, ReadonlyMap<string, FormulaError>> {
  const nodes = new Map<string, ColumnFormula>()
  for (const table of tables.values()) {
    if (linkedColumns(table.structure).size === 0) continue
    const others = { own: table.id, find, fault: () => null }
    for (const [id, formula] of structureFormulas(table.structure, others).formulas)
      nodes.set(foreignKey(table.id, id), formula)
  }
  const faults: Faults = new Map()
  const fault = (key: string, error: FormulaError) => {
    const { table, column } = foreignParts(key)
    const ofTable = faults.get(table) ?? new Map<string, FormulaError>()
    if (!ofTable.has(column)) faults.set(table, ofTable.set(column, error))
  }
  const reads = (key: string): readonly string[] => readsOf(key, nodes).filter(read => nodes.has(read))
  const { circles, order } = circularColumns([...nodes.keys()], reads)
  for (const circle of circles)
    for (const key of circle) {
      const columns = spelled(wayRound(key, new Set(circle), reads), tables, nodes.get(key)!)
      fault(key, formulaError('#CYCLE!', 'circle-of-tables', { columns }))
    }
  const depth = new Map<string, number>()
  for (const key of order) {
    const deep = Math.max(
      0,
      ...readsOf(key, nodes).map(read => (depth.get(read) ?? 0) + Number(tableOf(read) !== tableOf(key))),
    )
    depth.set(key, deep)
    if (deep > MOST_DEEP) fault(key, formulaError('#REF!', 'chain-of-tables', { limit: MOST_DEEP }))
  }
  const named = new Map<string, Set<string>>()
  for (const key of nodes.keys()) {
    const others = named.get(tableOf(key)) ?? new Set()
    named.set(tableOf(key), others)
    for (const read of readsOf(key, nodes)) if (tableOf(read) !== tableOf(key)) others.add(tableOf(read))
    if (others.size > MOST_OTHERS) fault(key, formulaError('#REF!', 'too-many-tables', { limit: MOST_OTHERS }))
  }
  return faults
}

const tableOf = (key: string): string => foreignParts(key).table

function readsOf(key: string, nodes: ReadonlyMap<string, ColumnFormula>): readonly string[] {
  const { row, whole } = nodes.get(key)!.dependencies
  return [...new Set([...row, ...whole])].map(id => (isForeign(id) ? id : foreignKey(tableOf(key), id)))
}

/** A shortest way from a column of a circle back to itself, both ends named. */
function wayRound(
  start: string,
  circle: ReadonlySet<string>,
  reads: (key: string) => readonly string[],
): readonly string[] {
  const from = new Map<string, string>()
  const queue = [start]
  for (const key of queue)
    for (const next of reads(key)) {
      if (!circle.has(next)) continue
      if (next === start) {
        const way = [start]
        for (let at = key; at !== start; at = from.get(at)!) way.unshift(at)
        return [start, ...way]
      }
      if (from.has(next)) continue
      from.set(next, key)
      queue.push(next)
    }
  return [start]
}

/** Names only what the formula itself names and what is of its own table: others may not be known to whoever reads this. */
function spelled(way: readonly string[], tables: ReadonlyMap<string, WorkspaceTable>, formula: ColumnFormula): string {
  const own = tableOf(way[0]!)
  const names = way.map(key => {
    const { table, column } = foreignParts(key)
    const known = tables.get(table)!
    const title = known.structure.columns.find(({ id }) => id === column)?.title.replaceAll('\n', '') ?? column
    if (table === own) return `[${title}]`
    return formula.dependencies.whole.has(key) ? `${tableNames(known)[0]}[${title}]` : '…'
  })
  return names.filter((name, at) => name !== '…' || names[at - 1] !== '…').join(' → ')
}
