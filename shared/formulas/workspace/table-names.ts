import { loosely } from '../language/column-names.ts'
import type { FoundTable, WorkspaceTable } from './other-tables.ts'

export type FindTable = (name: string) => FoundTable

/** Finds a table by what stands before the bracket: title, short title or slug, then loosely spelled, then its id. */
export function tableFinder(tables: Iterable<WorkspaceTable>): FindTable {
  const exact = new Map<string, WorkspaceTable[]>()
  const loose = new Map<string, WorkspaceTable[]>()
  const ids = new Map<string, WorkspaceTable[]>()
  for (const table of tables) {
    const names = new Set(tableNames(table))
    for (const name of names) add(exact, name, table)
    for (const name of new Set([...names].map(loosely))) add(loose, name, table)
    add(ids, table.id, table)
  }
  return name => {
    const hits = exact.get(name) ?? loose.get(loosely(name)) ?? ids.get(name)
    if (hits === undefined) return { kind: 'unknown' }
    return hits.length === 1 ? { kind: 'found', table: hits[0]! } : { kind: 'ambiguous', count: hits.length }
  }
}

/** What a table goes by, the name that people use first. */
export const tableNames = ({ name, structure: { table } }: WorkspaceTable): readonly string[] =>
  [table.shortTitle ?? '', table.title, name].map(text => text.replaceAll('\n', '').trim()).filter(text => text !== '')

const add = (index: Map<string, WorkspaceTable[]>, key: string, table: WorkspaceTable): void => {
  const found = index.get(key)
  if (found === undefined) index.set(key, [table])
  else found.push(table)
}
