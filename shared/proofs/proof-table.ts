import type { TableView } from '../document/table-view.ts'
import { parseValue } from '../values/parse.ts'
import type { PlanningNumber, PlanningValue } from '../values/planning-value.ts'
import type { ProofCell } from './finding.ts'

/** A table as the rules read it. */
export interface ProofTable {
  readonly id: string
  readonly view: TableView
  readonly nameColumn: string | null
  value(row: string, column: string): PlanningValue
  number(row: string, column: string): PlanningNumber | null
  /** a cell's words, trimmed; empty where there are none */
  words(row: string, column: string): string
  name(row: string): string
  /** of a figure: as written in the cell, else the column's, else the row's */
  unit(row: string, column: string): string | undefined
  /** the only row of that name; null where there is none or where there are several */
  rowNamed(name: string): string | null
  ref(row: string, column: string): ProofCell
  has(column: string): boolean
}

/** a figure that may have its unit beside it */
const WRITTEN = /[^\d.\s-]/

/** Spaces, full-width brackets and quotation marks make no other name. */
export const plainName = (text: string): string => text.normalize('NFKC').replace(/[\s“”"'‘’]/g, '')

export function proofTable(id: string, view: TableView): ProofTable {
  const { columns } = view.structure
  const byId = new Map(columns.map(column => [column.id, column]))
  const nameColumn = (columns.find(({ type, hidden }) => type === 'text' && !hidden) ?? columns[0])?.id ?? null
  const unitColumn = columns.find(({ id, title, type }) => type === 'text' && (id === 'unit' || title === '单位'))?.id
  let names: Map<string, string | null> | null = null
  const words = (row: string, column: string) => String(view.cell(row, column) ?? '').trim()
  const value = (row: string, column: string) => parseValue(view.cell(row, column))
  const name = (row: string) => (nameColumn === null ? row : words(row, nameColumn) || row)
  return {
    id,
    view,
    nameColumn,
    value,
    words,
    name,
    number(row, column) {
      const read = value(row, column)
      return read.kind === 'number' ? read : null
    },
    unit(row, column) {
      const stored = view.cell(row, column)
      const read = typeof stored === 'string' && WRITTEN.test(stored) ? parseValue(stored) : null
      const own = read?.kind === 'number' || read?.kind === 'range' ? read.unit : undefined
      return own ?? byId.get(column)?.unit ?? ((unitColumn && words(row, unitColumn)) || undefined)
    },
    rowNamed(wanted) {
      if (names === null) {
        names = new Map()
        for (const row of view.rows) {
          const plain = plainName(name(row))
          names.set(plain, names.has(plain) ? null : row)
        }
      }
      return names.get(plainName(wanted)) ?? null
    },
    ref: (row, column) => ({ table: id, row, column }),
    has: column => byId.has(column),
  }
}
