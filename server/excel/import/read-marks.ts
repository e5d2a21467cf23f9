import type { SheetRow } from '../reading/sheet-cell.ts'

/** What our own export wrote down about itself. */
export interface ReadMarks {
  readonly table: string
  readonly name: string
  readonly edition: string
  /** ms since 1970; null where it is no longer legible */
  readonly exportedAt: number | null
  /** in sheet order */
  readonly columns: readonly { readonly id: string; readonly title: string }[]
}

/** Null where the sheet does not name a table. */
export function readMarks(rows: readonly SheetRow[]): ReadMarks | null {
  const text = ({ cells }: SheetRow, column: number) => cells.find(cell => cell.column === column)?.text ?? ''
  const named = (name: string) => rows.filter(row => text(row, 1) === name)
  const fact = (name: string) => named(name).map(row => text(row, 2))[0] ?? ''
  const exportedAt = Number(fact('exported'))
  if (fact('table') === '') return null
  return {
    table: fact('table'),
    name: fact('name'),
    edition: fact('edition'),
    exportedAt: Number.isFinite(exportedAt) && exportedAt > 0 ? exportedAt : null,
    columns: named('column').map(row => ({ id: text(row, 2), title: text(row, 3) })),
  }
}
