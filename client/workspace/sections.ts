import type { TableSummary } from '../../shared/protocol/api-tables.ts'

export interface Section {
  /** null: the tables without a heading of their own */
  readonly title: string | null
  readonly tables: readonly TableSummary[]
}

/** The tables under their headings; both in the order the server gave. */
export function sectionsOf(tables: readonly TableSummary[]): readonly Section[] {
  const sections = new Map<string | null, TableSummary[]>()
  for (const table of tables) {
    const title = table.section || null
    const section = sections.get(title)
    if (section) section.push(table)
    else sections.set(title, [table])
  }
  return [...sections].map(([title, list]) => ({ title, tables: list }))
}
