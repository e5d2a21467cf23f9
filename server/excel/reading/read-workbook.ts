import { readCellFormats } from './cell-formats.ts'
import { requireZip } from './file-kind.ts'
import { readSharedStrings } from './shared-strings.ts'
import type { SheetRow } from './sheet-cell.ts'
import { readSheetRows, type SheetLimits } from './sheet-rows.ts'
import { readWorkbookParts, type SheetPart } from './workbook-parts.ts'
import { openZip } from './zip-archive.ts'

const ZIP_LIMITS = { entries: 2_000, unpacked: 200 * 1024 * 1024 }

export interface ReadableWorkbook {
  readonly sheets: readonly SheetPart[]
  rows(index: number, limits: SheetLimits): Promise<readonly SheetRow[]>
}

/**
 * Opens an .xlsx and unpacks only what cells need: names of sheets, formats, texts, and the sheets asked for.
 * @throws Unreadable
 */
export async function openReadable(file: Buffer): Promise<ReadableWorkbook> {
  requireZip(file)
  const zip = openZip(file, ZIP_LIMITS)
  const parts = await readWorkbookParts(zip)
  const formats = parts.styles === null ? [] : await readCellFormats(zip.unpack(parts.styles))
  const strings = parts.sharedStrings === null ? [] : await readSharedStrings(zip.unpack(parts.sharedStrings))
  const context = { strings, formats, from1904: parts.from1904 }
  return {
    sheets: parts.sheets,
    async rows(index, limits) {
      const sheet = parts.sheets[index]
      return sheet ? await readSheetRows(zip.unpack(sheet.path), context, limits) : []
    },
  }
}
