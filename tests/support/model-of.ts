import type { Scalar } from '../../shared/core/scalar.ts'
import { Edition } from '../../shared/document/edition.ts'
import { orderKeysBetween } from '../../shared/document/order-key.ts'
import { TableModel } from '../../shared/document/table-model.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'

/** A definition as a table in memory: what `createTable` would seal, without a store. */
export function modelOf({ name, facts, columns, rows }: TableDefinition): TableModel {
  const keys = orderKeysBetween(null, null, columns.length)
  const structure = new Map<string, Scalar>()
  const put = (id: string, all: object) => {
    for (const [fact, value] of Object.entries(all)) if (value != null) structure.set(`${id}:${fact}`, value)
  }
  put('table', facts)
  for (const [at, { id, ...column }] of columns.entries()) put(id, { ...column, order: keys[at] })
  const edition = new Edition({
    table: `t-${name}`,
    seq: 1,
    parent: null,
    structure,
    rows: rows.map(row => row.id),
    rowFacts: new Map<string, readonly Scalar[]>([
      ['order', orderKeysBetween(null, null, rows.length)],
      ['owner', rows.map(row => row.owner)],
    ]),
    cells: new Map(columns.map(({ id }) => [id, rows.map(row => row.cells[id] ?? null)])),
  })
  return new TableModel(edition)
}
