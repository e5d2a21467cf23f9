/** Where the table stands in the sheet: all that a formula's references need. */
export interface TablePlace {
  /** one-based sheet rows */
  readonly firstRow: number
  readonly lastRow: number
  /** one-based sheet column of a table column, or 0 */
  place(columnId: string): number
}
