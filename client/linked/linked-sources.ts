import { isForeign } from '../../shared/formulas/language/foreign-key.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import { structureFormulas } from '../../shared/formulas/language/structure-formulas.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'

/** The linked columns that a column's cells come from: in their own row, and as a whole. */
export interface LinkedSources {
  readonly row: ReadonlySet<string>
  readonly whole: ReadonlySet<string>
}

export interface LinkedStructure {
  /** linked columns, and what each reads of this table */
  readonly linked: ReadonlyMap<string, LinkedSources>
  /** columns that build on linked ones, these included */
  readonly sources: ReadonlyMap<string, LinkedSources>
}

/** What waits for the server in a table: nothing at all, in most. */
export function linkedStructure(structure: TableStructure): LinkedStructure {
  const linked = new Map<string, LinkedSources>()
  const sources = new Map<string, LinkedSources>()
  const ids = linkedColumns(structure)
  if (ids.size === 0) return { linked, sources }
  for (const { column, dependencies, error } of structureFormulas(structure).order) {
    const { id } = column
    if (ids.has(id) && error === null) {
      linked.set(id, { row: dependencies.row, whole: new Set([...dependencies.whole].filter(key => !isForeign(key))) })
      sources.set(id, { row: new Set([id]), whole: new Set() })
      continue
    }
    const row = new Set<string>()
    const whole = new Set<string>()
    for (const read of dependencies.row) {
      for (const source of sources.get(read)?.row ?? []) row.add(source)
      for (const source of sources.get(read)?.whole ?? []) whole.add(source)
    }
    for (const read of dependencies.whole)
      for (const source of [...(sources.get(read)?.row ?? []), ...(sources.get(read)?.whole ?? [])]) whole.add(source)
    if (row.size + whole.size > 0) sources.set(id, { row, whole })
  }
  return { linked, sources }
}
