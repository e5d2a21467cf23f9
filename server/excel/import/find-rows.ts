import type { TableView } from '../../../shared/document/table-view.ts'
import type { Calculation } from '../../../shared/formulas/calculation.ts'
import type { Column } from '../../../shared/tables/structure.ts'
import { sameWords } from './same-words.ts'

/** A row of the file by what it says of itself. */
export interface NamedRow {
  readonly sheetRow: number
  /** from its mark; null: typed by hand, or the mark is gone */
  readonly id: string | null
  readonly name: string
  /** by category column, as far as the file has them; filled down where a category is named only once */
  readonly categories: readonly (string | null)[]
}

export type RowMatch =
  | { readonly row: string /** its mark named another row */; readonly moved: boolean }
  | { readonly row: null; readonly why: 'new' | 'ambiguous' | 'repeated' }

export interface RowNames {
  readonly name: Column | null
  readonly categories: readonly Column[]
}

/** What rows are told apart by: the first frozen text column, else the first one, within its categories. */
export function rowNames(columns: readonly Column[]): RowNames {
  const texts = columns.filter(column => column.type === 'text')
  return {
    name: texts.find(column => column.frozen === true) ?? texts[0] ?? null,
    categories: columns.filter(column => column.type === 'category'),
  }
}

/**
 * The table's row for every row of the file, in the file's order; never two for one. A mark counts unless the row bears
 * another row's name: then somebody has sorted the sheet without its hidden column. What is not certain is not matched.
 */
export function findRows(
  rows: readonly NamedRow[],
  view: TableView,
  calculation: Calculation,
  { name, categories }: RowNames,
): readonly RowMatch[] {
  const byFull = new Map<string, string[]>()
  const byName = new Map<string, string[]>()
  const fullKeys = new Map<string, string>()
  for (const row of view.rows) {
    const own = name === null ? '' : sameWords(calculation.text(row, name.id))
    const full = fullKey(
      own,
      categories.map(({ id }) => sameWords(calculation.text(row, id))),
    )
    fullKeys.set(row, full)
    if (own === '') continue
    add(byFull, full, row)
    add(byName, own, row)
  }
  const keys = rows.map(row => keysOf(row))
  const matches: (RowMatch | undefined)[] = rows.map(() => undefined)
  const taken = new Set<string>()

  const marked = new Map<string, number[]>()
  rows.forEach((row, at) => {
    if (row.id !== null && view.rowIndex(row.id) >= 0) add(marked, row.id, at)
  })
  for (const [row, places] of marked) {
    const full = fullKeys.get(row)!
    const own = places.filter(at => keys[at]!.full === full)
    const at = own.length === 1 ? own[0]! : places.length === 1 ? places[0]! : null
    if (at !== null && !bearsAnotherName(keys[at]!, full)) {
      matches[at] = { row, moved: false }
      taken.add(row)
    }
    if (places.length > 1) for (const other of places) matches[other] ??= { row: null, why: 'repeated' }
  }

  const settle = (index: ReadonlyMap<string, readonly string[]>, key: (at: number) => string | null) => {
    const wanting = new Map<string, number[]>()
    rows.forEach((_, at) => {
      const wanted = matches[at] === undefined ? key(at) : null
      if (wanted !== null) add(wanting, wanted, at)
    })
    for (const [wanted, places] of wanting) {
      const all = index.get(wanted) ?? []
      const free = all.filter(row => !taken.has(row))
      if (all.length === 0) continue
      if (places.length === 1 && free.length === 1 && all.length === 1) {
        matches[places[0]!] = { row: free[0]!, moved: rows[places[0]!]!.id !== null }
        taken.add(free[0]!)
      } else {
        const why = free.length === 0 ? 'repeated' : 'ambiguous'
        for (const at of places) matches[at] = { row: null, why }
      }
    }
  }
  settle(byFull, at => keys[at]!.full)
  settle(byName, at => keys[at]!.name)
  return matches.map(match => match ?? { row: null, why: 'new' })

  function bearsAnotherName({ full }: RowKeys, own: string): boolean {
    return full !== null && full !== own && byFull.has(full)
  }
}

interface RowKeys {
  /** null where the file does not tell all of it */
  readonly full: string | null
  readonly name: string | null
}

function keysOf({ name, categories }: NamedRow): RowKeys {
  const own = sameWords(name)
  if (own === '') return { full: null, name: null }
  const known = categories.filter(category => category !== null)
  return { full: known.length === categories.length ? fullKey(own, known.map(sameWords)) : null, name: own }
}

const fullKey = (name: string, categories: readonly string[]) => [...categories, name].join('\n')

function add<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const same = index.get(key)
  if (same) same.push(value)
  else index.set(key, [value])
}
