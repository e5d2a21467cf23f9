import { type ColumnProblem, flaws } from '../../shared/columns/column-problems.ts'
import { authorsView } from '../../shared/columns/elsewhere.ts'
import type { Among } from '../../shared/columns/plan-columns.ts'
import { toScalar } from '../../shared/core/scalar.ts'
import { MOST_TEXT } from '../../shared/document/edit.ts'
import type { NewTable } from '../../shared/protocol/api-table-definition.ts'
import type { ColumnEdit } from '../../shared/tables/column-command.ts'
import type { Column } from '../../shared/tables/structure.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import { ApiFailure } from '../errors.ts'
import type { FieldProblem, FieldRule } from '../field-problems.ts'

/** as many as a sentence can hold */
const MOST_TOLD = 3

/**
 * A definition of the right shape, as a table can be made of it.
 * @throws ApiFailure bad-request, columns-refused
 */
export function checkedDefinition(
  { columns, rows, ...asked }: NewTable,
  position: number,
  departments: { has(id: string): boolean },
  among?: Among,
): TableDefinition {
  const definition = {
    ...asked,
    position: asked.position ?? position,
    columns: columns.map(
      ({ type = 'text', fills, ...column }): Omit<Column, 'order'> => ({
        ...column,
        type,
        fills: type === 'computed' ? 'nobody' : (fills ?? 'planning'),
      }),
    ),
    rows: rows.map(({ parent, ofWhich, ...row }) => ({
      ...row,
      ...(parent !== undefined && { parent }),
      ...(ofWhich !== undefined && { ofWhich }),
    })),
  }
  const wrong = [...misfits(definition, departments)]
  if (wrong.length > 0) throw new ApiFailure('bad-request', { fields: wrong.slice(0, MOST_TOLD) })
  const problems = columnProblems(definition, among)
  if (problems.length > 0) throw new ApiFailure('columns-refused', { params: { count: problems.length }, problems })
  return definition
}

/** What a column command would be refused for; formulas may name columns further on. */
function columnProblems({ facts, columns }: TableDefinition, among: Among | undefined): readonly ColumnProblem[] {
  const structure = { table: facts, columns: columns.map((column, at) => ({ ...column, order: String(at) })) }
  const others = among && authorsView(among, structure)
  return columns.flatMap(({ id, fills: _, ...edit }, command) =>
    flaws(structure, { kind: 'add-column', id, facts: edit as ColumnEdit }, others).map(problem => ({
      ...problem,
      command,
    })),
  )
}

function* misfits({ facts, columns, rows }: TableDefinition, departments: { has(id: string): boolean }) {
  yield* unstorable('facts', facts)
  const known = new Map<string, Omit<Column, 'order'>>()
  for (const [at, column] of columns.entries()) {
    if (known.has(column.id)) yield wrong(`columns.${at}.id`, 'repeated')
    known.set(column.id, column)
    yield* unstorable(`columns.${at}`, column)
  }
  const above = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const place = `rows.${at}`
    if (above.has(row.id)) yield wrong(`${place}.id`, 'repeated')
    if (row.parent !== undefined && !above.has(row.parent)) yield wrong(`${place}.parent`, 'no-earlier-row')
    above.add(row.id)
    if (row.owner !== null && !departments.has(row.owner)) yield wrong(`${place}.owner`, 'no-such-department')
    for (const id of Object.keys(row.cells)) {
      const type = known.get(id)?.type
      if (type === undefined) yield wrong(`${place}.cells.${id}`, 'no-such-column')
      else if (type === 'computed' || type === 'owner') yield wrong(`${place}.cells.${id}`, 'computed')
    }
    yield* unstorable(`${place}.cells`, row.cells)
  }
}

/** texts that a cell could not hold either */
function* unstorable(place: string, values: object): Generator<FieldProblem> {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string') continue
    if (Buffer.byteLength(value) > MOST_TEXT) yield wrong(`${place}.${name}`, 'too-many-bytes', { limit: MOST_TEXT })
    else if (!isStorable(value)) yield wrong(`${place}.${name}`, 'invalid')
  }
}

function isStorable(value: string): boolean {
  try {
    toScalar(value)
    return true
  } catch {
    return false
  }
}

const wrong = (field: string, rule: FieldRule, params = {}): FieldProblem => ({ field, rule, params })
