import type { Scalar } from '../core/scalar.ts'
import type { TableView } from '../document/table-view.ts'
import type { Column } from '../tables/structure.ts'
import type { RowDefinition, TableDefinition } from '../tables/table-definition.ts'
import { meaningsOf } from './columns-that-mean.ts'

type Plain = Omit<Column, 'order'>

/**
 * Next year's table out of this one (REV-50): years in titles and formulas count one on, this year's target stands before the new one as its
 * base, the result's and the new target's columns are open, everything else is as it was.
 */
export function rolledOver(
  view: TableView,
  named: Pick<TableDefinition, 'name' | 'kind' | 'section' | 'position'>,
): TableDefinition {
  const { table, columns } = view.structure
  const { resultBefore } = meaningsOf(view.structure)
  const made = columns.map(column => carried(column, columns, resultBefore))
  return {
    ...named,
    facts: { ...table, ...later(table), phase: 'drafting', due: null, proofs: null, source: null },
    columns: made.flatMap(({ column, base }) => (base === null ? [column] : [base.column, column])),
    rows: view.rows.map(row => rowOf(view, row, made)),
  }
}

interface Carried {
  readonly column: Plain
  /** whose values it takes over; null: none, it is open */
  readonly from: string | null
  /** of a target: the column of this year's, before it */
  readonly base: { readonly column: Plain; readonly from: string } | null
}

function carried(given: Column, columns: readonly Column[], resultBefore: ReadonlyMap<string, string>): Carried {
  const { order: _, ...column } = given
  const next = { ...column, ...later(column) }
  if (resultBefore.has(column.id))
    return {
      column: next,
      from: null,
      base: { column: { ...column, id: `${column.id}-base`, fills: 'planning' }, from: column.id },
    }
  const targets = [...resultBefore].filter(([, result]) => result === column.id).map(([target]) => target)
  // last year's result gives way to this year's, which is not known yet
  if (targets.length > 0) return { column: next, from: null, base: null }
  const unitOfResult = columns.find(
    ({ id, unitColumn }) => unitColumn === column.id && [...resultBefore.values()].includes(id),
  )
  const target = unitOfResult && [...resultBefore].find(([, result]) => result === unitOfResult.id)?.[0]
  // the result will count in what the target counted in
  const unit = target && columns.find(({ id }) => id === target)?.unitColumn
  return { column: next, from: unit ?? column.id, base: null }
}

/** Years in what people read count one on; a formula's too, where they are part of a column's name. */
function later<T extends { readonly title: string; readonly group?: unknown; readonly formula?: unknown }>(facts: T) {
  return {
    title: nextYears(facts.title),
    ...(typeof facts.group === 'string' && { group: nextYears(facts.group) }),
    ...(typeof facts.formula === 'string' && {
      formula: facts.formula.replace(/\[[^\]]*\]/g, reference => nextYears(reference)),
    }),
  }
}

const nextYears = (text: string): string =>
  text.replace(/(?<!\d)(19|20)\d{2}(?=\s*年)/g, year => String(Number(year) + 1))

function rowOf(view: TableView, row: string, made: readonly Carried[]): RowDefinition {
  const cells: Record<string, Scalar> = {}
  const take = (column: Plain, from: string | null) => {
    if (from === null || column.type === 'computed' || column.type === 'owner') return
    const value = view.cell(row, from)
    if (value !== null) cells[column.id] = value
  }
  for (const { column, from, base } of made) {
    take(column, from)
    if (base !== null) take(base.column, base.from)
  }
  const [owner, parent] = [view.rowFact(row, 'owner'), view.rowFact(row, 'parent')]
  return {
    id: row,
    owner: typeof owner === 'string' && owner !== '' ? owner : null,
    ...(typeof parent === 'string' && view.rowIndex(parent) >= 0 && { parent }),
    ...(view.rowFact(row, 'ofWhich') === true && { ofWhich: true }),
    cells,
  }
}
