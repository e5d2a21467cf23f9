import { linkedColumns } from '../formulas/language/foreign-names.ts'
import { foreignKeeper } from '../formulas/language/keep-references.ts'
import type { OtherTables, WorkspaceTable } from '../formulas/workspace/other-tables.ts'
import { tableNames } from '../formulas/workspace/table-names.ts'
import type { Workspace } from '../formulas/workspace/workspace.ts'
import type { TableStructure } from '../tables/structure.ts'
import { type BrokenFormula, brokenFormulas, type RewrittenFormula } from './formula-effects.ts'
import type { Among } from './plan-columns.ts'

/** The workspace in which the changed table has this structure. */
export const withOwn = ({ own, all }: Among, structure: TableStructure): Workspace => {
  const name = all.tables.get(own)?.name ?? own
  return all.with({ id: own, name, structure })
}

/** Names as the author of a change may use them; circles lead through every table, seen or not. */
export const authorsView = (among: Among, structure: TableStructure): OtherTables => ({
  ...effectsElsewhere(among, structure).after.othersOf(among.own),
  find: among.seen.find,
})

export interface Elsewhere {
  /** the workspace once the change and what it rewrites are done */
  readonly after: Workspace
  readonly rewrites: ReadonlyMap<string, readonly RewrittenFormula[]>
  readonly broken: readonly BrokenFormula[]
}

/** What a table's new structure does to the formulas of other tables: those that follow it, those that break. */
export function effectsElsewhere(among: Among, structure: TableStructure): Elsewhere {
  const before = among.all
  let after = withOwn(among, structure)
  const keep = foreignKeeper(before, after)
  const rewrites = new Map<string, RewrittenFormula[]>()
  const naming = [...before.tables.values()].filter(table => table.id !== among.own && names(table, among.own, before))
  for (const table of naming) {
    const columns = table.structure.columns.map(column => {
      const formula = column.type === 'computed' && column.formula ? keep(column.formula) : column.formula
      if (formula == null || formula === column.formula) return column
      const rewrite = { ...labelled(table, column), before: column.formula ?? '', after: formula }
      rewrites.set(table.id, [...(rewrites.get(table.id) ?? []), rewrite])
      return { ...column, formula }
    })
    after = after.with({ ...table, structure: { ...table.structure, columns } })
  }
  const broken = naming.flatMap(({ id }) => {
    const was = before.tables.get(id)!
    const is = after.tables.get(id)!
    const others = { before: before.othersOf(id), after: after.othersOf(id) }
    return brokenFormulas(was.structure, is.structure, new Set(), others).map(formula => ({
      ...formula,
      tableId: id,
      table: tableNames(is)[0] ?? id,
    }))
  })
  return { after, rewrites, broken }
}

const names = (table: WorkspaceTable, own: string, { find }: Workspace): boolean =>
  [...linkedColumns(table.structure).values()].flat().some(({ table: name }) => {
    const found = find(name)
    return found.kind === 'found' && found.table.id === own
  })

const labelled = (table: WorkspaceTable, column: { readonly id: string; readonly title: string }) => ({
  column: column.id,
  title: column.title,
  tableId: table.id,
  table: tableNames(table)[0] ?? table.id,
})
