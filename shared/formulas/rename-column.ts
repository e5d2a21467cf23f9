import type { Column, TableStructure } from '../tables/structure.ts'
import { binder } from './language/bind.ts'
import { type Bound, boundChildren } from './language/bound.ts'
import { columnFinder, type FindColumn, loosely, names } from './language/column-names.ts'
import { escapeTitle } from './language/column-title.ts'
import { tokenize } from './language/lexer.ts'
import { parseFormula } from './language/parser.ts'
import { SyntaxFailure } from './language/syntax-failure.ts'
import type { Token } from './language/token.ts'

type Bracket = Token & { readonly kind: 'bracket' }

/**
 * The formula with every reference to the title `from` (spelled exactly or loosely) naming `to` instead; all else stays
 * as it was typed, spaces and full-width marks too. Texts that look like references and other tables' columns are left
 * alone. A formula that cannot be read comes back unchanged. Where groups, ids or columns of the same name matter, use
 * `renameColumn`.
 */
export function renameInFormula(source: string, from: string, to: string): string {
  const wanted = loosely(from)
  return rewritten(source, ({ title }) => (loosely(unwrapped(title)) === wanted ? to : null))
}

/**
 * What else must be written when a column gets another title: the formulas, by column id, that would otherwise lose it,
 * or lose a column that has the new title already. Columns stay what they were: where the title alone would not do, the
 * group is named as well, or the id.
 */
export function renameColumn(structure: TableStructure, columnId: string, title: string): ReadonlyMap<string, string> {
  const before = columnFinder(structure)
  const columns = structure.columns.map(column => (column.id === columnId ? { ...column, title } : column))
  const after = columnFinder({ ...structure, columns })
  const changed = new Map<string, string>()
  for (const { id, type, formula } of structure.columns) {
    if (type !== 'computed' || formula == null) continue
    const fresh = rewritten(formula, bracket => {
      const found = before(bracket.title)
      if (found.kind !== 'found') return null
      const now = after(bracket.title)
      const stays = now.kind === 'found' && now.columnId === found.columnId
      return stays && found.columnId !== columnId ? null : nameFor(columns, found.columnId, after)
    })
    if (fresh !== formula) changed.set(id, fresh)
  }
  return changed
}

/** The shortest name that finds the column. */
function nameFor(columns: readonly Column[], columnId: string, find: FindColumn): string | null {
  const column = columns.find(({ id }) => id === columnId)
  if (column === undefined) return null
  for (const name of [...names(column), columnId]) {
    const found = find(name)
    if (found.kind === 'found' && found.columnId === columnId) return name
  }
  return null
}

/** The columns that a formula names, ends of ranges and what lies between them included, each once; broken formulas name what can be read. */
export function referencedColumns(source: string, structure: TableStructure): readonly string[] {
  const parsed = parseFormula(source)
  if (!parsed.ok) return []
  const found = new Set<string>()
  const visit = (node: Bound): void => {
    if (node.kind === 'cell' || node.kind === 'column') found.add(node.columnId)
    if (node.kind === 'cells') for (const id of node.columnIds) found.add(id)
    boundChildren(node).forEach(visit)
  }
  visit(binder(structure)(parsed.node).bound)
  return [...found]
}

/** The computed columns whose formulas name a column: those that its deletion would break. */
export function columnsNaming(structure: TableStructure, columnId: string): readonly Column[] {
  return structure.columns.filter(
    ({ type, formula }) =>
      type === 'computed' && formula != null && referencedColumns(formula, structure).includes(columnId),
  )
}

const unwrapped = (title: string): string => /^\[(.*)\]$/s.exec(title)?.[1] ?? title

function rewritten(source: string, nameOf: (bracket: Bracket) => string | null): string {
  let result = ''
  let copied = 0
  for (const bracket of bracketsIn(source)) {
    const name = nameOf(bracket)
    if (name === null) continue
    result += `${source.slice(copied, bracket.start)}[${bracket.thisRow ? '@' : ''}${escapeTitle(name)}]`
    copied = bracket.end
  }
  return result + source.slice(copied)
}

/** References to columns of this table, in the order in which they stand. */
function bracketsIn(source: string): readonly Bracket[] {
  const parsed = parseFormula(source)
  if (!parsed.ok && parsed.error.detail === 'too-long') return []
  try {
    const tokens = tokenize(source, source.search(/[=＝]/) + 1)
    return tokens.filter((token, at): token is Bracket => {
      const before = tokens[at - 1]
      return token.kind === 'bracket' && !(before?.kind === 'name' && before.end === token.start)
    })
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return []
    throw failure
  }
}
