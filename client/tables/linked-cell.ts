/** The cell that an address leads to, such as a line of the audit log. */
export interface LinkedCell {
  readonly row?: string
  readonly column?: string
}

export const linkedCell = ({ row, column }: Record<string, unknown>): LinkedCell => ({
  ...(typeof row === 'string' || typeof row === 'number' ? { row: String(row) } : {}),
  ...(typeof column === 'string' || typeof column === 'number' ? { column: String(column) } : {}),
})
