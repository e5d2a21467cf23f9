import { formatHtml, parseHtml } from './clipboard-html.ts'
import { type Block, formatTsv, parseTsv } from './clipboard-text.ts'

/** What stands on the clipboard; '' for a form that does not. */
export interface ClipboardForms {
  readonly plain: string
  readonly html: string
}

export function writeClipboard(data: DataTransfer, rows: readonly (readonly string[])[]): void {
  data.setData('text/plain', formatTsv(rows))
  data.setData('text/html', formatHtml(rows))
}

/**
 * The block on the clipboard, or null where it holds no text. Spreadsheets put both forms there: the plain one keeps the
 * texts as they are, so the marked-up one is taken only where it knows more, namely which cells are merged.
 */
export function readClipboard({ plain, html }: ClipboardForms): Block | null {
  const table = html.includes('<table') || html.includes('<TABLE') ? parseHtml(html) : null
  if (table?.some(row => row.includes(null))) return table
  if (plain !== '') return parseTsv(plain)
  return table
}
