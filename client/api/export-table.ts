import { request } from './http.ts'

/** The name that the server gives the file; RFC 5987's `filename*` carries Chinese. */
export function fileNameOf(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return otherwise
    }
  }
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? otherwise
}

/**
 * Fetches the official form and hands it to the browser's downloads.
 * @param baseline the number of an issued version; left out, the table as it is now
 * @returns the file's name
 * @throws ApiError
 */
export async function exportTable(table: string, title: string, baseline?: number): Promise<string> {
  const version = baseline === undefined ? '' : `&baseline=${baseline}`
  const response = await request('GET', `/api/tables/${encodeURIComponent(table)}/export.xlsx?form=official${version}`)
  const name = fileNameOf(response.headers.get('content-disposition'), `${title}.xlsx`)
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000) // Safari reads it late
  return name
}
