import type { Among } from '../../shared/columns/plan-columns.ts'
import { functionCatalogue } from '../../shared/formulas/functions/catalogue.ts'
import { type FunctionDefinition, parameterAt, type Wording } from '../../shared/formulas/functions/definition.ts'
import { bracketName, foreignTable } from '../../shared/formulas/language/keep-references.ts'
import { tableNames } from '../../shared/formulas/workspace/table-names.ts'
import type { Column, TableStructure } from '../../shared/tables/structure.ts'
import { columnLabel } from '../tables/cell-facts.ts'
import { type FormulaPlace, placeAt } from './formula-place.ts'

export type Suggestion =
  | { readonly kind: 'column'; readonly label: string; readonly whole: boolean; readonly insert: string }
  | { readonly kind: 'table'; readonly label: string; readonly title: string; readonly insert: string }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition; readonly insert: string }

export interface Completion {
  /** what a chosen suggestion takes the place of */
  readonly from: number
  readonly to: number
  readonly suggestions: readonly Suggestion[]
}

const MOST = 40

/**
 * What may stand where the caret is.
 * @param own the column that the formula is for: it cannot read itself
 * @param tables that the formula may name
 */
export function completionAt(
  source: string,
  caret: number,
  structure: TableStructure,
  own: string | null,
  tables?: Among,
): Completion {
  const place = placeAt(source, caret)
  const { word } = place
  const columns = structure.columns.filter(({ id }) => id !== own)
  if (word?.kind === 'bracket' && word.table !== null) {
    const found = tables?.seen.find(word.table)
    const there = found?.kind === 'found' ? found.table.structure : { ...structure, columns: [] }
    const suggestions = matching(there.columns, word.typed).map(column => suggested(column, true, there))
    return { from: word.from, to: closed(source, caret), suggestions: suggestions.slice(0, MOST) }
  }
  if (word?.kind === 'table')
    return { from: word.from, to: caret, suggestions: tablesNamed(tables, word.typed).slice(0, MOST) }
  if (word?.kind === 'bracket') {
    const whole = !word.thisRow && wantsColumn(place)
    return {
      from: word.from,
      to: closed(source, caret),
      suggestions: matching(columns, word.typed).map(column => suggested(column, whole, structure)),
    }
  }
  const typed = word?.typed ?? ''
  const functions = functionCatalogue.filter(definition => fits(definition, typed))
  const suggestions = [
    ...functions.map((definition): Suggestion => ({ kind: 'function', definition, insert: `${definition.name}(` })),
    ...matching(columns, typed).map(column => suggested(column, wantsColumn(place), structure)),
    ...tablesNamed(tables, typed),
  ]
  // nothing typed: the columns are what one mostly looks for
  const sorted =
    typed === ''
      ? suggestions.toSorted((a, b) => Number(a.kind === 'function') - Number(b.kind === 'function'))
      : suggestions
  return { from: word?.from ?? caret, to: caret, suggestions: sorted.slice(0, MOST) }
}

/** The formula with a suggestion filled in, and where the caret stands then. */
export function filledIn(source: string, { from, to }: Completion, { insert }: Suggestion) {
  const rest = source.slice(to)
  // a function that is already called needs no second parenthesis, a table no second bracket
  const called = insert.endsWith('(') && /^\s*[(（]/.test(rest)
  const bracketed = insert.endsWith('[') && /^[[［]/.test(rest)
  const text = called || bracketed ? insert.slice(0, -1) : insert
  return { source: source.slice(0, from) + text + rest, caret: from + text.length }
}

export const explained = (wording: Wording, language: string): string =>
  language.startsWith('zh') ? wording.zh : wording.en

/** by any part of what a table goes by */
function tablesNamed(tables: Among | undefined, typed: string): readonly Suggestion[] {
  if (tables === undefined) return []
  const { seen, own } = tables
  const wanted = plain(typed)
  return [...seen.tables.values()].flatMap((table): Suggestion[] => {
    const names = tableNames(table)
    if (table.id === own || !names.some(name => plain(name).includes(wanted))) return []
    const { title } = table.structure.table
    return [{ kind: 'table', label: names[0] ?? table.id, title, insert: `${foreignTable(table, seen.find)}[` }]
  })
}

const wantsColumn = ({ call }: FormulaPlace): boolean => {
  if (call === null || call.argument < 0) return false
  const takes = parameterAt(call.definition, call.argument)?.takes
  return takes === 'column'
}

const suggested = (column: Column, whole: boolean, structure: TableStructure): Suggestion => ({
  kind: 'column',
  label: columnLabel(column),
  whole,
  insert: `[${whole ? '' : '@'}${bracketName(column, structure)}]`,
})

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

const matching = (columns: readonly Column[], typed: string): readonly Column[] =>
  columns.filter(
    column => plain(columnLabel(column)).includes(plain(typed)) || plain(column.title).includes(plain(typed)),
  )

const fits = ({ name, aliases, explains }: FunctionDefinition, typed: string): boolean => {
  const wanted = plain(typed)
  if ([name, ...aliases].some(each => plain(each).startsWith(wanted))) return true
  // Chinese words are looked for inside names and explanations too: nobody knows how a function's name begins
  return /\p{Script=Han}/u.test(wanted) && [name, ...aliases, explains.zh].some(each => plain(each).includes(wanted))
}

/** up to and with the bracket that closes the name which the caret stands in */
const closed = (source: string, caret: number): number =>
  caret + (/^[^[\](),"“”]*\]/.exec(source.slice(caret))?.[0].length ?? 0)
