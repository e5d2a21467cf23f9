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
 * Fetches a file and hands it to the browser's downloads.
 * @returns the file's name
 * @throws ApiError
 */
export async function download(path: string, otherwise: string): Promise<string> {
  const response = await request('GET', path)
  const name = fileNameOf(response.headers.get('content-disposition'), otherwise)
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000) // Safari reads it late
  return name
}
