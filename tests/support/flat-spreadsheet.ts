/** A sheet of a flat OpenDocument spreadsheet (.fods), read only as far as the tests need. */
export interface FlatSheet {
  readonly name: string
  /** one-based; blank cells and those beyond the end are `{kind: 'blank', text: ''}` */
  cell(row: number, column: number): FlatCell
  readonly rows: readonly (readonly FlatCell[])[]
}

export interface FlatCell {
  readonly kind: 'blank' | 'number' | 'text' | 'boolean' | 'error'
  /** as shown under the cell's number format */
  readonly text: string
  /** to the last digit; null for anything but a number or a boolean */
  readonly number: number | null
  /** the cell has a formula */
  readonly live: boolean
}

const BLANK: FlatCell = { kind: 'blank', text: '', number: null, live: false }
const TAG = /<(\/?)([\w-]+:[\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g

/** Knows only what LibreOffice writes; it is no general XML reader. */
export function readFlatSheets(xml: string): readonly FlatSheet[] {
  const sheets: FlatSheet[] = []
  for (const found of xml.matchAll(/<table:table (?:[^>]*? )?table:name="([^"]*)"[^>]*>(.*?)<\/table:table>/gs)) {
    const rows = readRows(found[2]!)
    sheets.push({ name: unescaped(found[1]!), rows, cell: (row, column) => rows[row - 1]?.[column - 1] ?? BLANK })
  }
  return sheets
}

/** A blank tail is repeated up to the sheet's last row or column: only repeats of this many are believed. */
const MOST_REPEATS = 1000

function readRows(xml: string): readonly (readonly FlatCell[])[] {
  const rows: FlatCell[][] = []
  let row: FlatCell[] = []
  let rowRepeats = 1
  let cell: { attributes: string; paragraphs: string[] } | null = null
  let inParagraph = false
  let inAside = 0
  for (const [, closing, tag, attributes = '', single, words] of xml.matchAll(TAG)) {
    if (words !== undefined) {
      if (inParagraph && cell && inAside === 0) cell.paragraphs[cell.paragraphs.length - 1] += unescaped(words)
      continue
    }
    const ends = closing === '/' || single === '/'
    switch (tag) {
      case 'table:table-row':
        if (closing !== '/') {
          row = []
          rowRepeats = repeats(attributes, 'rows')
        }
        if (ends) for (let n = rowRepeats; n > 0; n--) rows.push(row)
        break
      case 'table:table-cell':
      case 'table:covered-table-cell':
        if (closing !== '/') cell = { attributes, paragraphs: [] }
        if (ends && cell) {
          const made = cellOf(cell.attributes, cell.paragraphs.join('\n'))
          for (let n = repeats(cell.attributes, 'columns'); n > 0; n--) row.push(made)
          cell = null
        }
        break
      case 'office:annotation':
        inAside += closing === '/' ? -1 : single === '/' ? 0 : 1
        break
      case 'text:p':
        inParagraph = !ends
        if (closing !== '/') cell?.paragraphs.push('')
        break
      case 'text:s':
        if (cell)
          cell.paragraphs[cell.paragraphs.length - 1] += ' '.repeat(Number(attribute(attributes, 'text:c') ?? 1))
        break
      case 'text:line-break':
        if (cell) cell.paragraphs[cell.paragraphs.length - 1] += '\n'
        break
    }
  }
  return rows
}

function repeats(attributes: string, what: 'rows' | 'columns'): number {
  const count = Number(attribute(attributes, `table:number-${what}-repeated`) ?? 1)
  return count > MOST_REPEATS ? 1 : count
}

function cellOf(attributes: string, text: string): FlatCell {
  const live = attribute(attributes, 'table:formula') !== null
  const type = attribute(attributes, 'calcext:value-type') ?? attribute(attributes, 'office:value-type')
  switch (type) {
    case null:
      return { ...BLANK, live }
    case 'error':
      return { kind: 'error', text, number: null, live }
    case 'string':
      return { kind: 'text', text, number: null, live }
    case 'boolean':
      return { kind: 'boolean', text, number: attribute(attributes, 'office:boolean-value') === 'true' ? 1 : 0, live }
    default:
      return { kind: 'number', text, number: Number(attribute(attributes, 'office:value')), live }
  }
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)
  return found ? unescaped(found[1]!) : null
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex
      ? String.fromCodePoint(Number.parseInt(hex, 16))
      : decimal
        ? String.fromCodePoint(Number(decimal))
        : (NAMED[name] ?? whole),
  )
