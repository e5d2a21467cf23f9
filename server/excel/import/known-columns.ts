import type { TableStructure } from '../../../shared/tables/structure.ts'
import { plainTitle } from '../grid-form.ts'
import { headerOf } from '../header-rows.ts'
import { textsOfHeader } from '../import-marks.ts'
import { layOut } from '../layout.ts'
import type { ReadMarks } from './read-marks.ts'

/** A column of the table, and what may stand above it in a file. */
export interface KnownColumn {
  readonly id: string
  /** levels separated by `\n` */
  readonly titles: readonly string[]
  /** zero-based among the marked columns of our own export, and what stood above it there */
  readonly marked?: { readonly at: number; readonly title: string }
}

/** With the titles of both forms, and the bare ones for who types the file anew. */
export function knownColumns(structure: TableStructure, marks: ReadMarks | null): readonly KnownColumn[] {
  const layout = layOut(structure, 'official')
  const official = textsOfHeader(headerOf(layout.columns))
  return structure.columns.map(column => {
    const at = marks?.columns.findIndex(marked => marked.id === column.id) ?? -1
    const title = marks?.columns[at]?.title
    const titles = [official(layout.place(column.id) - 1), plainTitle(column), column.title]
    return title === undefined
      ? { id: column.id, titles }
      : { id: column.id, titles: [title, ...titles], marked: { at, title } }
  })
}
