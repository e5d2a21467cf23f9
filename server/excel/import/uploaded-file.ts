import { ApiFailure } from '../../errors.ts'

const BOUNDARY = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i
const FORM = /^multipart\/form-data\b/i
const HEAD_END = '\r\n\r\n'
const LONGEST_HEAD = 8_192
/** parts that are looked at: a form for one file has few */
const MOST_PARTS = 20

/**
 * The file of a request: its body, or the first file of a form. Its bytes stand in a buffer of their own.
 * @throws ApiFailure file-missing
 */
export function uploadedFile(body: ArrayBuffer, contentType: string): Uint8Array<ArrayBuffer> {
  if (!FORM.test(contentType)) return new Uint8Array(body)
  const found = BOUNDARY.exec(contentType)
  const file = found && filePart(Buffer.from(body), `--${found[1] ?? found[2]}`)
  if (!file) throw new ApiFailure('file-missing')
  return Uint8Array.from(file)
}

function filePart(body: Buffer, boundary: string): Buffer | null {
  let at = body.indexOf(boundary)
  for (let part = 0; part < MOST_PARTS && at !== -1; part++) {
    const head = at + boundary.length + 2
    const content = body.indexOf(HEAD_END, head) + HEAD_END.length
    const end = body.indexOf(`\r\n${boundary}`, Math.max(head, content - 2))
    if (content < head + HEAD_END.length || end === -1) return null
    const words = body.toString('utf8', head, Math.min(content, head + LONGEST_HEAD))
    if (/^content-disposition:[^\r\n]*;\s*filename\*?=/im.test(words))
      return body.subarray(content, Math.max(content, end))
    at = end + 2
  }
  return null
}
