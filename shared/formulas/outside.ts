import type { CellValue } from './cell-value.ts'
import type { ColumnReader } from './evaluate/column-reader.ts'
import type { OtherTables } from './workspace/other-tables.ts'

/** What a table's formulas read from outside it. */
export type Outside =
  /** the other tables themselves, where they are at hand: the server */
  | {
      readonly kind: 'tables'
      /** as they are now: asked again whenever the formulas are read anew */
      others(): OtherTables
      /** @param key of a column of another table, by their ids */
      reader(key: string): ColumnReader
    }
  /** the results of linked columns, calculated elsewhere: the browser */
  | { readonly kind: 'results'; value(row: string, column: string): CellValue }
