import { download } from './download.ts'

/**
 * The official form.
 * @param baseline the number of an issued version; left out, the table as it is now
 * @returns the file's name
 * @throws ApiError
 */
export function exportTable(table: string, title: string, baseline?: number): Promise<string> {
  const version = baseline === undefined ? '' : `&baseline=${baseline}`
  return download(`/api/tables/${encodeURIComponent(table)}/export.xlsx?form=official${version}`, `${title}.xlsx`)
}
