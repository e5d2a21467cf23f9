/**
 * A block of cells on the clipboard. null: covered by a merged cell that began above or to the left,
 * so the source says nothing about this cell.
 */
export type Block = readonly (readonly (string | null)[])[]

const NEEDS_QUOTES = /[\t\n\r"]/
const quoted = (text: string) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Tab-separated, as Excel, WPS and LibreOffice write and read it. */
export const formatTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => row.map(quoted).join('\t')).join('\r\n')

/** Reads what spreadsheets put on the clipboard: cells that start with a quote may hold tabs and line breaks. */
export function parseTsv(text: string): Block {
  const rows: string[][] = [[]]
  let i = 0
  while (i <= text.length) {
    const cell = text[i] === '"' ? quotedCell(text, i) : plainCell(text, i)
    rows.at(-1)!.push(cell.text)
    i = cell.end
    const separator = text[i]
    if (separator === '\t') i++
    else if (separator === '\r' || separator === '\n') {
      i += separator === '\r' && text[i + 1] === '\n' ? 2 : 1
      if (i >= text.length) break // the line break at the very end closes the last row
      rows.push([])
    } else break
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return rows.map(row => [...row, ...Array<string>(width - row.length).fill('')])
}

/** Rows as columns. What a merged cell covered is covered no longer, it is blank. */
export const transposed = (block: Block): Block =>
  Array.from({ length: block[0]?.length ?? 0 }, (_, at) => block.map(row => row[at] ?? ''))

interface ReadCell {
  readonly text: string
  readonly end: number
}

function plainCell(text: string, from: number): ReadCell {
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(from, end), end }
}

/** A quote that does not close right before a separator was typed by a person and is part of a plain text. */
function quotedCell(text: string, from: number): ReadCell {
  let end = from + 1
  while (end < text.length) {
    if (text[end] !== '"') end++
    else if (text[end + 1] === '"') end += 2
    else break
  }
  const after = text[end + 1]
  if (text[end] !== '"' || (after !== undefined && after !== '\t' && after !== '\n' && after !== '\r'))
    return plainCell(text, from)
  return {
    text: text
      .slice(from + 1, end)
      .replaceAll('""', '"')
      .replace(/\r\n?/g, '\n'),
    end: end + 1,
  }
}
