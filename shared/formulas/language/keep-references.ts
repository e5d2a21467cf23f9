import type { Column, TableStructure } from '../../tables/structure.ts'
import type { WorkspaceTable } from '../workspace/other-tables.ts'
import { type FindTable, tableNames } from '../workspace/table-names.ts'
import { isNamePart, isNameStart, isSpace, plainCharacter } from './characters.ts'
import { columnFinder, type FindColumn, finderOf } from './column-names.ts'
import { tokenize } from './lexer.ts'
import { SyntaxFailure } from './syntax-failure.ts'
import type { Token } from './token.ts'

/**
 * Spells formulas so that in the changed structure they read the columns that they read before: a renamed column by its new
 * title, one whose title is no longer its own with its group. Only names that would read otherwise are touched; all else stays as
 * written. A column that is gone keeps its name, and what cannot be read comes back as it is.
 */
export function referenceKeeper(before: TableStructure, after: TableStructure): (source: string) => string {
  if (sameNames(before, after)) return source => source
  const was = columnFinder(before)
  const is = columnFinder(after)
  const columns = new Map(after.columns.map(column => [column.id, column]))
  return source => {
    const tokens = tokensOf(source)
    let kept = ''
    let from = 0
    tokens.forEach((token, index) => {
      if (token.kind !== 'bracket' || ofOtherTable(tokens[index - 1], token)) return
      const read = was(token.title)
      if (read.kind !== 'found' || leadsTo(is, token.title, read.columnId)) return
      const column = columns.get(read.columnId)
      if (column === undefined) return
      kept += `${source.slice(from, token.start)}[${token.thisRow ? '@' : ''}${nameOf(column, is)}]`
      from = token.end
    })
    return kept + source.slice(from)
  }
}

/**
 * The same for columns of other tables, where tables or their columns are renamed: what `表名[列]` led to before, it leads to
 * after. A name that leads nowhere, or to what is gone, stays as written.
 */
export function foreignKeeper(before: Naming, after: Naming): (source: string) => string {
  return source => {
    let kept = ''
    let from = 0
    const tokens = tokensOf(source)
    tokens.forEach((bracket, index) => {
      const name = tokens[index - 1]
      if (bracket.kind !== 'bracket' || name?.kind !== 'name' || !ofOtherTable(name, bracket)) return
      const table = before.find(name.name)
      if (table.kind !== 'found') return
      const column = finderOf(table.table.structure)(bracket.title)
      const now = after.tables.get(table.table.id)
      if (column.kind !== 'found' || now === undefined) return
      const sameTable = leadsToTable(after.find, name.name, now.id)
      const find = finderOf(now.structure)
      const shown = now.structure.columns.find(({ id }) => id === column.columnId)
      const sameColumn = leadsTo(find, bracket.title, column.columnId)
      if (sameTable && (sameColumn || shown === undefined)) return
      const spelledTable = sameTable ? source.slice(name.start, name.end) : foreignTable(now, after.find)
      const spelledColumn =
        sameColumn || shown === undefined ? source.slice(bracket.start, bracket.end) : `[${nameOf(shown, find)}]`
      kept += source.slice(from, name.start) + spelledTable + spelledColumn
      from = bracket.end
    })
    return kept + source.slice(from)
  }
}

/** The tables of a workspace by id and by name. */
interface Naming {
  readonly tables: ReadonlyMap<string, WorkspaceTable>
  readonly find: FindTable
}

/** What stands before the bracket for a table: the name people use, where it is its own; quoted where it holds odd characters. */
export function foreignTable(table: WorkspaceTable, find: FindTable): string {
  const name = tableNames(table).find(each => leadsToTable(find, each, table.id)) ?? table.id
  return isBareName(name) ? name : `'${name.replace(/['‘’＇]/g, '$&$&')}'`
}

const leadsToTable = (find: FindTable, name: string, id: string): boolean => {
  const found = find(name)
  return found.kind === 'found' && found.table.id === id
}

/** one that the lexer takes for one name, and no function's or truth's */
const isBareName = (name: string): boolean =>
  isNameStart(name[0] ?? '') && [...name].every(character => character.length === 1 && isNamePart(character))

const sameNames = (before: TableStructure, after: TableStructure): boolean => {
  const names = ({ columns }: TableStructure) =>
    JSON.stringify(columns.map(({ id, title, group }) => [id, title, group ?? '']).sort())
  return names(before) === names(after)
}

/** What stands in brackets for a column: its title, with its group where others bear the title too, else its id. */
export const bracketName = (column: Column, structure: TableStructure): string =>
  nameOf(column, columnFinder(structure))

function nameOf(column: Column, find: FindColumn): string {
  const title = column.title.replaceAll('\n', '')
  const groups = (column.group ?? '').split('\n').filter(level => level !== '')
  const names = [title, column.title, [...groups, title].join('/'), [...groups, column.title].join('/')]
  return escaped(names.find(name => leadsTo(find, name.trim(), column.id)) ?? column.id)
}

const leadsTo = (find: FindColumn, name: string, columnId: string): boolean => {
  const found = find(name)
  return found.kind === 'found' && found.columnId === columnId
}

const escaped = (name: string): string => name.replace(/['[\]@#＇［］＠＃]/g, "'$&")

/** `表名[列]`: the name stands right before the bracket */
const ofOtherTable = (previous: Token | undefined, bracket: Token): boolean =>
  previous?.kind === 'name' && previous.end === bracket.start

function tokensOf(source: string): readonly Token[] {
  let start = 0
  while (start < source.length && isSpace(plainCharacter(source[start]!))) start++
  try {
    return tokenize(source, start + 1)
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return []
    throw failure
  }
}
