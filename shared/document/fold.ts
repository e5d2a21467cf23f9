import { byCodeUnit } from '../core/order.ts'
import type { Scalar } from '../core/scalar.ts'
import { Edition } from './edition.ts'
import { idOf, type MapName, nameOf } from './keys.ts'

export interface Entry {
  readonly map: MapName
  readonly key: string
  readonly value: Scalar
}

/** A cell without its row or column, or a fact of no row: the gate lets none in. */
export class OrphanEntry extends Error {}

/**
 * The next edition: the overlay's entries written into copies of the columns that they change.
 * The result does not depend on the order of the entries, which differs between peers.
 * @param parent the hash of `edition`
 * @throws OrphanEntry
 */
export function fold(edition: Edition, entries: Iterable<Entry>, parent: string): Edition {
  const list = [...entries]
  const structure = foldStructure(edition, list)
  const fresh = new Set<string>()
  for (const { map, key } of list) if (map === 'rows' && !edition.rowAt.has(idOf(key))) fresh.add(idOf(key))
  const rows = fresh.size === 0 ? edition.rows : [...edition.rows, ...[...fresh].sort(byCodeUnit)]
  const rowAt = fresh.size === 0 ? edition.rowAt : new Map(rows.map((id, at) => [id, at]))
  const cells = new ColumnGroup(edition.cells, rows.length)
  const rowFacts = new ColumnGroup(edition.rowFacts, rows.length)
  for (const { map, key, value } of list) {
    if (map === 'structure') continue
    const at = rowAt.get(idOf(key))
    const name = nameOf(key)
    if (at === undefined || (map === 'cells' && !structure.has(`${name}:order`)))
      throw new OrphanEntry(`orphan ${map} ${key}`)
    ;(map === 'cells' ? cells : rowFacts).write(name, at, value)
  }
  const parts = {
    table: edition.table,
    seq: edition.seq + 1,
    parent,
    structure,
    rows,
    cells: cells.columns,
    rowFacts: rowFacts.columns,
  }
  return new Edition(parts, rowAt)
}

function foldStructure(edition: Edition, list: readonly Entry[]): ReadonlyMap<string, Scalar> {
  const structure = new Map(edition.structure)
  for (const { map, key, value } of list) {
    if (map !== 'structure') continue
    if (value === null) structure.delete(key)
    else structure.set(key, value)
  }
  return structure
}

/** Columns that are copied when they are first written, and lengthened when rows were added. */
class ColumnGroup {
  readonly columns: Map<string, readonly Scalar[]>
  readonly #copies = new Map<string, Scalar[]>()
  readonly #length: number

  constructor(columns: ReadonlyMap<string, readonly Scalar[]>, length: number) {
    this.columns = new Map(columns)
    this.#length = length
    for (const [name, values] of columns) if (values.length < length) this.#copy(name)
  }

  write(name: string, at: number, value: Scalar): void {
    // equal to the edition: no revision, and no new chunk
    if ((this.columns.get(name)?.[at] ?? null) === value) return
    const copy = this.#copies.get(name) ?? this.#copy(name)
    copy[at] = value
  }

  #copy(name: string): Scalar[] {
    const copy = this.columns.get(name)?.slice() ?? []
    while (copy.length < this.#length) copy.push(null)
    this.#copies.set(name, copy)
    this.columns.set(name, copy)
    return copy
  }
}
