import { createHash } from 'node:crypto'
import type { Scalar } from '../../shared/core/scalar.ts'
import { Edition } from '../../shared/document/edition.ts'
import { orderKeysBetween } from '../../shared/document/order-key.ts'
import { type Hash, seal } from '../../shared/document/seal.ts'
import { TABLE_FACTS_ID } from '../../shared/tables/structure.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import type { Author } from '../audit/author.ts'
import type { StoredTable, TableStore } from '../storage/table-store.ts'

const sha256: Hash = bytes => createHash('sha256').update(bytes).digest('hex')

const factsOf = (id: string, facts: Readonly<Record<string, Scalar | undefined>>): [string, Scalar][] =>
  Object.entries(facts).flatMap(([fact, value]) =>
    value == null ? [] : [[`${id}:${fact}`, value] as [string, Scalar]],
  )

/** A definition as the table's first edition. Columns and rows keep the order they are given in. */
function firstEdition(tableId: string, definition: TableDefinition): Edition {
  const { columns, rows, facts } = definition
  const columnOrder = orderKeysBetween(null, null, columns.length)
  const rowOrder = orderKeysBetween(null, null, rows.length)
  const structure = new Map<string, Scalar>(factsOf(TABLE_FACTS_ID, facts))
  columns.forEach(({ id, ...column }, at) => {
    for (const [key, value] of factsOf(id, { ...column, order: columnOrder[at]! })) structure.set(key, value)
  })
  const entered = columns.filter(column => column.type !== 'computed' && column.type !== 'owner')
  return new Edition({
    table: tableId,
    seq: 1,
    parent: null,
    structure,
    rows: rows.map(row => row.id),
    rowFacts: new Map<string, readonly Scalar[]>([
      ['order', rowOrder],
      ['owner', rows.map(row => row.owner)],
      ['parent', rows.map(row => row.parent ?? null)],
      ['ofWhich', rows.map(row => row.ofWhich ?? null)],
    ]),
    cells: new Map(entered.map(column => [column.id, rows.map(row => row.cells[column.id] ?? null)])),
  })
}

/**
 * Sets a table up: its first edition, its place in the list and its row owners, in one transaction.
 * `by` left out: the server itself.
 * @returns the stored table
 */
export async function createTable(
  tables: TableStore,
  definition: TableDefinition,
  { id, now, by }: { readonly id: string; readonly now: number; readonly by?: Author },
): Promise<StoredTable> {
  const edition = firstEdition(id, definition)
  const stored: StoredTable = {
    id,
    name: definition.name,
    title: definition.facts.title,
    kind: definition.kind,
    section: definition.section,
    position: definition.position,
  }
  const owners = new Map(definition.rows.flatMap(row => (row.owner === null ? [] : [[row.id, row.owner] as const])))
  const doer = by && { account: by.account.id, address: by.address }
  await tables.createTable(stored, { tableId: id, seq: 1, parent: null, ...seal(edition, sha256) }, owners, now, doer)
  return stored
}
