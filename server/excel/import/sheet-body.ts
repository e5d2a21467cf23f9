import { ROW_MARK } from '../import-marks.ts'
import type { SheetCell, SheetRow } from '../reading/sheet-cell.ts'
import type { FoundHeader } from './find-header.ts'
import type { NamedRow, RowNames } from './find-rows.ts'
import { sameWords } from './same-words.ts'

/** A row of the file that may be one of the table's. */
export interface BodyRow extends NamedRow {
  readonly cell: (sheetColumn: number) => SheetCell | undefined
}

/** What stands under a table: remarks, sources, who filled it in. */
const UNDER_THE_TABLE = /^(?:注|备注|说明|数据来源|资料来源|来源|填表|填报|审核|制表|负责人|notes?|sources?)\s*[:：\d]/i

/** Takes the sheet's rows in, a few at a time, from the header down; lines of words across the table are passed over. */
export class SheetBody {
  readonly rows: BodyRow[] = []
  private readonly header: FoundHeader
  private readonly places: ReadonlyMap<string, number>
  private readonly names: RowNames
  private readonly trustMarks: boolean
  private readonly lastCategories: (string | null)[]
  private under = false

  constructor(header: FoundHeader, places: ReadonlyMap<string, number>, names: RowNames, trustMarks: boolean) {
    this.header = header
    this.places = places
    this.names = names
    this.trustMarks = trustMarks
    this.lastCategories = names.categories.map(() => null)
  }

  take(rows: readonly SheetRow[]): void {
    for (const row of rows) if (row.row > this.header.row) this.takeRow(row)
  }

  private takeRow({ row, cells }: SheetRow): void {
    const mark = cells.find(cell => cell.text.startsWith(ROW_MARK))?.text.slice(ROW_MARK.length) ?? null
    const byColumn = new Map(cells.map(cell => [cell.column, cell]))
    const read = (column: string) => byColumn.get(this.places.get(column) ?? 0)
    if (mark === null && this.isNoRow(cells, byColumn)) return
    const categories = this.names.categories.map(({ id }, at) => {
      if (!this.places.has(id)) return null
      const text = read(id)?.text.trim() ?? ''
      if (text !== '') this.lastCategories[at] = text
      return text === '' ? (this.lastCategories[at] ?? '') : text
    })
    const name = this.names.name === null ? '' : (read(this.names.name.id)?.text ?? '')
    this.rows.push({
      sheetRow: row,
      id: this.trustMarks ? mark : null,
      name: name.trim(),
      categories,
      cell: column => byColumn.get(column),
    })
  }

  private isNoRow(cells: readonly SheetCell[], byColumn: ReadonlyMap<number, SheetCell>): boolean {
    const own = [...this.places.values()].flatMap(column => byColumn.get(column) ?? [])
    if (own.length === 0 || this.under) return true
    const first = cells[0]!
    // lines that are merged across
    if (
      own.length > 1 &&
      own.filter(cell => cell.notes?.includes('merged-over')).length >= own.length - 1 &&
      sameText(own)
    )
      return true
    const alone = own.every(cell => cell === first || cell.text === first.text)
    if (alone && UNDER_THE_TABLE.test(first.text)) {
      this.under = true
      return true
    }
    const titles = this.header.columns.filter(({ column, sheetColumn }) => column !== null && byColumn.has(sheetColumn))
    // a header that is repeated further down
    return (
      titles.length > 1 &&
      titles.every(({ title, sheetColumn }) => sameWords(title).endsWith(sameWords(byColumn.get(sheetColumn)!.text)))
    )
  }
}

const sameText = (cells: readonly SheetCell[]) => cells.every(cell => cell.text === cells[0]!.text)
