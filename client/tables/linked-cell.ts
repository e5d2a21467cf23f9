/** The cell that an address leads to, such as a line of the audit log or a notice. */
export interface LinkedCell {
  readonly row?: string
  readonly column?: string
  /** its comments are opened too */
  readonly comments?: boolean
}

export const linkedCell = ({ row, column, comments }: Record<string, unknown>): LinkedCell => ({
  ...(typeof row === 'string' || typeof row === 'number' ? { row: String(row) } : {}),
  ...(typeof column === 'string' || typeof column === 'number' ? { column: String(column) } : {}),
  ...(comments === true ? { comments } : {}),
})
