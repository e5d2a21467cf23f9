import type { Column, TableStructure } from '../../tables/structure.ts'
import { isSpace, plainCharacter } from './characters.ts'
import { columnFinder, type FindColumn } from './column-names.ts'
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
