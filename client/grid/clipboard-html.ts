import type { Block } from './clipboard-text.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, sign => ESCAPES[sign]!)
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/

/**
 * The block as a table. Whatever is no plain number says that it is text: Excel would else make a time of the ratio
 * `8:41:51` and a date of `3-5`.
 */
export function formatHtml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const body = escaped(text).replaceAll('\n', '<br style="mso-data-placement:same-cell">')
    return text === '' || PLAIN_NUMBER.test(text)
      ? `<td>${body}</td>`
      : `<td style="mso-number-format:'\\@'">${body}</td>`
  }
  return `<table>${rows.map(row => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`
}

const MOST_CELLS = 2_000_000
const MOST_SPAN = 10_000

/** The first table of a page, merged cells unfolded; null where there is none. Nothing of the page is run or loaded. */
export function parseHtml(html: string): Block | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  const rows: (string | null)[][] = Array.from(table.rows, () => [])
  let cells = 0
  Array.from(table.rows).forEach((tr, r) => {
    let at = 0
    for (const td of tr.cells) {
      while (rows[r]![at] !== undefined) at++
      const down = Math.min(td.rowSpan || 1, rows.length - r)
      const along = Math.min(td.colSpan, MOST_SPAN)
      cells += down * along
      if (cells > MOST_CELLS) return
      for (let y = 0; y < down; y++) for (let x = 0; x < along; x++) rows[r + y]![at + x] = y || x ? null : textOf(td)
      at += along
    }
  })
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return rows.map(row => Array.from({ length: width }, (_, at) => (row[at] === undefined ? '' : row[at])))
}

/** Spaces and line breaks of the markup mean nothing; `<br>` and block ends do. */
function textOf(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true) as HTMLElement
  for (const br of copy.querySelectorAll('br')) br.replaceWith('\uE000')
  for (const block of copy.querySelectorAll('p, div')) if (block.nextElementSibling) block.append('\uE000')
  return (copy.textContent ?? '')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replace(/ ?\uE000 ?/g, '\n')
    .replace(/\u00A0/g, ' ')
    .trim()
}
