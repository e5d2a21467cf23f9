import type { SheetRow } from '../reading/sheet-cell.ts'
import type { KnownColumn } from './known-columns.ts'
import { sameWords, withoutBrackets } from './same-words.ts'

export interface FoundColumn {
  /** one-based */
  readonly sheetColumn: number
  /** levels separated by `\n` */
  readonly title: string
  readonly column: string | null
  /** it reads like several columns of the table, or like another column of the sheet */
  readonly ambiguous: boolean
}

export interface FoundHeader {
  /** the last row of the header, one-based */
  readonly row: number
  readonly columns: readonly FoundColumn[]
  /** how many columns of the table were found */
  readonly score: number
}

/** rows at the top of a sheet in which a header is looked for */
const DEEPEST_HEADER = 60
const MOST_LEVELS = 5
const WIDEST = 1_000

/** The row under which most of the table's columns stand; null where hardly any is found. */
export function findHeader(rows: readonly SheetRow[], known: readonly KnownColumn[]): FoundHeader | null {
  const top = rows.filter(row => row.row <= DEEPEST_HEADER)
  let best: FoundHeader | null = null
  for (const last of top) {
    const header = matchTitles(titlesAbove(top, last.row), known, last.row)
    if (header.score > (best?.score ?? 0)) best = header
  }
  return best !== null && best.score >= Math.min(2, known.length) ? best : null
}

interface Title {
  readonly sheetColumn: number
  /** outermost first */
  readonly levels: readonly string[]
}

function titlesAbove(rows: readonly SheetRow[], last: number): readonly Title[] {
  const levels = new Map<number, string[]>()
  for (const { row, cells } of rows) {
    if (row > last || row <= last - MOST_LEVELS) continue
    if (row < last && new Set(cells.map(cell => cell.text)).size === 1) continue // the form's title, its unit
    for (const { column, text } of cells) {
      if (column > WIDEST || text.trim() === '') continue
      const found = levels.get(column)
      if (!found) levels.set(column, [text])
      else if (found.at(-1) !== text) found.push(text)
    }
  }
  return [...levels].sort(([a], [b]) => a - b).map(([sheetColumn, texts]) => ({ sheetColumn, levels: texts }))
}

type Keys<T> = (one: T) => readonly string[]
const unique = (keys: readonly string[]) => [...new Set(keys.filter(key => key !== ''))]
const lastLevel = (title: string) => title.slice(title.lastIndexOf('\n') + 1)

/** The strictest first: what one way has settled, a laxer one does not touch. */
const WAYS: readonly { readonly ofSheet: Keys<Title>; readonly ofTable: Keys<KnownColumn> }[] = [
  {
    ofSheet: ({ sheetColumn, levels }) => suffixes(levels).map(text => `${sheetColumn} ${text}`),
    ofTable: ({ marked }) => (marked ? [`${marked.at + 1} ${sameWords(marked.title)}`] : []),
  },
  {
    ofSheet: ({ levels }) => suffixes(levels),
    ofTable: ({ titles }) => titles.filter(title => title.includes('\n')).map(sameWords),
  },
  { ofSheet: ({ levels }) => [sameWords(levels.at(-1)!)], ofTable: ({ titles }) => titles.map(sameWords) },
  {
    ofSheet: ({ levels }) => [sameWords(levels.at(-1)!)],
    ofTable: ({ titles }) => titles.map(title => sameWords(lastLevel(title))),
  },
  {
    ofSheet: ({ levels }) => [withoutBrackets(sameWords(levels.at(-1)!))],
    ofTable: ({ titles }) => titles.map(title => withoutBrackets(sameWords(lastLevel(title)))),
  },
]

/** `指标`, `投资指标`, `附表投资指标`: where the header begins is not known, a form's title may stand right above it. */
const suffixes = (levels: readonly string[]): readonly string[] =>
  levels.map((_, from) => sameWords(levels.slice(from).join('')))

function matchTitles(titles: readonly Title[], known: readonly KnownColumn[], row: number): FoundHeader {
  const columnOf = new Map<Title, string>()
  const taken = new Set<string>()
  const doubtful = new Set<Title>()
  for (const { ofSheet, ofTable } of WAYS) {
    const sheet = titles.filter(title => !columnOf.has(title) && !doubtful.has(title))
    const table = known.filter(column => !taken.has(column.id))
    const bySheet = byKey(sheet, one => unique(ofSheet(one)))
    const byTable = byKey(table, one => unique(ofTable(one)))
    for (const [key, columns] of byTable) {
      const found = bySheet.get(key) ?? []
      const free = columns.filter(column => !taken.has(column.id))
      const open = found.filter(title => !columnOf.has(title))
      if (open.length === 1 && free.length === 1) {
        columnOf.set(open[0]!, free[0]!.id)
        taken.add(free[0]!.id)
      }
    }
    for (const [key, found] of bySheet) {
      const open = found.filter(title => !columnOf.has(title))
      const free = (byTable.get(key) ?? []).filter(column => !taken.has(column.id))
      if (open.length > 0 && free.length > 0) for (const title of open) doubtful.add(title)
    }
  }
  const columns = titles.map(title => ({
    sheetColumn: title.sheetColumn,
    title: title.levels.join('\n'),
    column: columnOf.get(title) ?? null,
    ambiguous: !columnOf.has(title) && doubtful.has(title),
  }))
  return { row, columns, score: columnOf.size }
}

function byKey<T>(things: readonly T[], keys: Keys<T>): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const thing of things)
    for (const key of keys(thing)) {
      const same = found.get(key)
      if (same) same.push(thing)
      else found.set(key, [thing])
    }
  return found
}
