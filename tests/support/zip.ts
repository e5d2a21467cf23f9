import { deflateRawSync, crc32 as nodeCrc32 } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array | string
  /** what the directory says instead of the truth */
  readonly claimed?: number
  readonly flags?: number
}

/** A zip archive to the letter, lies included. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, claimed, flags = 0 } of entries) {
    const plain = Buffer.from(bytes)
    const packed = deflateRawSync(plain, { level: 9 })
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(plain), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claimed ?? plain.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(plain), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claimed ?? plain.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

// Node before 20.15 has none; nothing here reads the sum.
const crc32 = (bytes: Buffer) => nodeCrc32?.(bytes) ?? 0

const RELS = (target: string, type: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`

interface WorkbookParts {
  readonly sheet: Uint8Array | string
  readonly workbook?: string
  readonly more?: readonly ZipEntry[]
  readonly claimed?: number
}

/** The least that is a workbook: one sheet, given as its XML. */
export function workbookOf({ sheet, workbook, more = [], claimed }: WorkbookParts): Buffer {
  const book =
    workbook ??
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
  return zipOf([
    { name: '_rels/.rels', bytes: RELS('xl/workbook.xml', 'officeDocument') },
    { name: 'xl/workbook.xml', bytes: book },
    { name: 'xl/_rels/workbook.xml.rels', bytes: RELS('worksheets/sheet1.xml', 'worksheet') },
    { name: 'xl/worksheets/sheet1.xml', bytes: sheet, ...(claimed !== undefined && { claimed }) },
    ...more,
  ])
}

/** A sheet of texts and numbers, written as they stand. */
export function sheetOf(rows: readonly (readonly (string | number)[])[], rest = ''): string {
  const cell = (value: string | number) =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
  const body = rows.map(row => `<row>${row.map(cell).join('')}</row>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body}</sheetData>${rest}</worksheet>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
