import type { Column, TableStructure } from '../../tables/structure.ts'

type Found =
  | { readonly kind: 'found'; readonly columnId: string }
  | { readonly kind: 'ambiguous'; readonly count: number }
  | { readonly kind: 'unknown' }

/** Finds a column by what stands in brackets: its title, `分组/标题`, loosely spelled, or its id, in this order. */
export type FindColumn = (title: string) => Found

export function columnFinder(structure: TableStructure): FindColumn {
  const exact = index(structure.columns, names)
  const loose = index(structure.columns, column => names(column).map(loosely))
  const ids = index(structure.columns, column => [column.id])
  return title => {
    const unwrapped = /^\[(.*)\]$/s.exec(title)?.[1]?.trim() // [@[列 标题]] as Excel writes it
    for (const name of unwrapped === undefined ? [title] : [title, unwrapped]) {
      const hits = exact.get(name) ?? loose.get(loosely(name)) ?? ids.get(name)
      if (hits !== undefined && hits.length > 1) return { kind: 'ambiguous', count: hits.length }
      if (hits !== undefined) return { kind: 'found', columnId: hits[0]! }
    }
    return { kind: 'unknown' }
  }
}

const finders = new WeakMap<TableStructure, FindColumn>()

/** The same, kept with a structure: many tables may ask it for their formulas. */
export function finderOf(structure: TableStructure): FindColumn {
  let find = finders.get(structure)
  if (find === undefined) finders.set(structure, (find = columnFinder(structure)))
  return find
}

function names(column: Column): readonly string[] {
  const levels = (column.group ?? '').split('\n').filter(level => level !== '')
  return levels.length === 0 ? [column.title] : [column.title, [...levels, column.title].join('/')]
}

/** Full-width forms, spaces and case do not tell columns apart when somebody types a title. */
export const loosely = (title: string): string => title.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

function index(
  columns: readonly Column[],
  keys: (column: Column) => readonly string[],
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const column of columns)
    for (const key of new Set(keys(column))) found.set(key, [...(found.get(key) ?? []), column.id])
  return found
}
