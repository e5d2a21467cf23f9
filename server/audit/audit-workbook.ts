import { dayAndSecond } from '../../shared/core/moments.ts'
import type { AuditWords } from '../../shared/protocol/api-audit.ts'
import { NOTE_STYLE, TableStyles, TITLE_STYLE } from '../excel/form-styles.ts'
import { lineCount } from '../excel/line-count.ts'
import { sheetName } from '../excel/safe-text.ts'
import { type CellStyle, openWorkbook } from '../excel/workbook-port.ts'
import { type Language, say } from '../messages/say.ts'
import { wordsOf } from './words.ts'

export interface AuditBook {
  readonly lines: readonly AuditWords[]
  /** what stands above the lines: who took it, when, by what filter, what is missing */
  readonly notes: readonly string[]
  readonly language: Language
  readonly printedAt: Date
}

const COLUMNS = [
  { key: 'at', width: 132, role: 'figure' },
  { key: 'who', width: 76, role: 'figure' },
  { key: 'department', width: 90, role: 'figure' },
  { key: 'address', width: 100, role: 'figure' },
  { key: 'table', width: 160, role: 'words' },
  { key: 'says', width: 250, role: 'words' },
  { key: 'before', width: 130, role: 'words' },
  { key: 'after', width: 130, role: 'words' },
  { key: 'reason', width: 130, role: 'words' },
] as const

const LINE = 14
const LEAST = 21
/** what a row shows at most; the cell holds all of it */
const MOST_LINES = 12

/** The log as it was filtered, for A4 landscape, with a filter on its heads. */
export async function auditWorkbook({ lines, notes, language, printedAt }: AuditBook): Promise<Uint8Array> {
  const word = wordsOf(language)
  const heads = notes.length + 2
  const right = COLUMNS.length
  const workbook = openWorkbook({ createdAt: printedAt, creator: say(language, 'report.creator') })
  const sheet = workbook.sheet({
    name: sheetName(word('book-title'), word('book-title')),
    columns: COLUMNS.map(({ width }) => ({ width, hidden: false })),
    freeze: { rows: heads, columns: 2 },
    page: {
      titleRows: { from: heads, to: heads },
      onOnePage: false,
      footer: say(language, 'report.pages'),
      margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7 },
    },
    autoFilter: { top: heads, left: 1, bottom: heads + lines.length, right },
  })
  const styles = new TableStyles({ outline: 'medium', headFill: null })
  const across = (text: string, style: CellStyle, height: number) =>
    sheet.row([{ value: text, style }, ...COLUMNS.slice(1).map(() => ({ value: null, style }))], height)
  across(word('book-title'), TITLE_STYLE, 30)
  for (const note of notes) across(note, NOTE_STYLE, 18)
  const place = (row: number, at: number) => ({
    top: row < 0,
    bottom: row === lines.length - 1,
    left: at === 0,
    right: at === right - 1,
  })
  sheet.row(
    COLUMNS.map(({ key }, at) => ({ value: word(`head-${key}`), style: styles.picker('head', place(-1, at))() })),
    26,
  )
  lines.forEach((line, row) => {
    const values = valuesOf(line, word)
    const taken = COLUMNS.map(({ width }, at) => lineCount(values[at]!, width, 10.5))
    sheet.row(
      COLUMNS.map(({ role }, at) => ({ value: values[at]!, style: styles.picker(role, place(row, at))() })),
      Math.max(LEAST, Math.min(MOST_LINES, Math.max(...taken)) * LINE + 7),
    )
  })
  for (let row = 1; row < heads; row++) sheet.merge({ top: row, left: 1, bottom: row, right })
  sheet.printArea({ top: 1, left: 1, bottom: heads + lines.length, right })
  sheet.close()
  return await workbook.finish()
}

function valuesOf(line: AuditWords, word: (key: string) => string): readonly string[] {
  const { at, accountName, address, departmentName, table, says, before, after, reason } = line
  return [
    dayAndSecond(at),
    accountName ?? word(address === null ? 'by-server' : 'by-stranger'),
    departmentName ?? '',
    address ?? '',
    table?.title ?? '',
    says,
    before ?? '',
    after ?? '',
    reason ?? '',
  ]
}
