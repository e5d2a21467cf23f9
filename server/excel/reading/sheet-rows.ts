import { readableText } from './cell-text.ts'
import { type MergedRange, rangeOf, spreadMerges } from './merged-cells.ts'
import { showNumber } from './number-format.ts'
import type { CellNote, SheetCell, SheetRow } from './sheet-cell.ts'
import { Unreadable } from './unreadable.ts'
import { type Attributes, readXml } from './xml.ts'

export interface SheetContext {
  readonly strings: readonly string[]
  /** format code by style number */
  readonly formats: readonly string[]
  readonly from1904: boolean
}

export interface SheetLimits {
  /** that hold something; blank ones, however styled, are not counted and cost nothing */
  readonly cells: number
  /** of all texts together: many cells may name one long text */
  readonly characters: number
}

const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384
const MOST_MERGES = 200_000
const MOST_RAW = 40_000

/**
 * The rows of a worksheet that hold something, in order. Everything else of the sheet (its claimed size, validations,
 * conditional formats, drawings) is passed over unread.
 * @throws Unreadable
 */
export async function readSheetRows(
  pieces: AsyncIterable<Buffer>,
  context: SheetContext,
  limits: SheetLimits,
): Promise<readonly SheetRow[]> {
  const rows = new Map<number, SheetCell[]>()
  const merges: MergedRange[] = []
  let rowNumber = 0
  let column = 0
  let cell: RawCell | null = null
  let within: 'value' | 'formula' | 'words' | null = null
  let inReading = 0
  let cells = 0
  let characters = 0

  const keep = (raw: RawCell) => {
    const read = readCell(raw, context)
    if (read === null) return
    characters += read.text.length
    if (++cells > limits.cells || characters > limits.characters)
      throw new Unreadable('file-too-complex', 'more cells than the table could have')
    const row = rows.get(rowNumber)
    if (row) row.push(read)
    else rows.set(rowNumber, [read])
  }
  await readXml(pieces, {
    open(name, attributes) {
      switch (name) {
        case 'row':
          rowNumber = placeOf(attributes.r, rowNumber + 1, LAST_ROW)
          column = 0
          break
        case 'c':
          column = placeOf(attributes.r && columnOf(attributes.r), column + 1, LAST_COLUMN)
          cell = rawCell(column, attributes)
          break
        case 'v':
          within = 'value'
          break
        case 'f':
          within = 'formula'
          if (cell) cell.formula = true
          break
        case 'rPh':
          inReading++
          break
        case 't':
          within = inReading === 0 ? 'words' : null
          break
        case 'mergeCell': {
          const range = rangeOf(attributes.ref ?? '')
          if (merges.length >= MOST_MERGES) throw new Unreadable('file-too-complex', 'too many merged cells')
          if (range) merges.push(range)
          break
        }
      }
    },
    text(text) {
      if (cell === null || within === null || within === 'formula') return
      if (cell.raw.length < MOST_RAW) cell.raw = (cell.raw ?? '') + text
      cell.filled = true
    },
    close(name) {
      within = null
      if (name === 'rPh') inReading--
      if (name !== 'c' || cell === null) return
      keep(cell)
      cell = null
    },
  })
  spreadMerges(rows, merges, limits.cells - cells)
  return [...rows.entries()]
    .sort(([a], [b]) => a - b)
    .map(([row, found]) => ({ row, cells: found.sort((a, b) => a.column - b.column) }))
}

interface RawCell {
  readonly column: number
  readonly type: string
  readonly style: number
  raw: string
  filled: boolean
  formula: boolean
}

const rawCell = (column: number, { t = 'n', s = '0' }: Attributes): RawCell => ({
  column,
  type: t,
  style: Number(s),
  raw: '',
  filled: false,
  formula: false,
})

/** Null where the cell is blank. */
function readCell({ column, type, style, raw, filled, formula }: RawCell, context: SheetContext): SheetCell | null {
  const live: CellNote[] = formula ? ['formula'] : []
  if (!filled && formula && type !== 'str') return { column, text: '', notes: ['formula', 'formula-without-result'] }
  const words = (text: string, ...more: CellNote[]): SheetCell | null => {
    const notes = [...live, ...more]
    return text === '' && notes.length === 0 ? null : { column, text, ...(notes.length > 0 && { notes }) }
  }
  switch (type) {
    case 's':
      return words(context.strings[Number(raw)] ?? '')
    case 'str':
    case 'inlineStr':
    case 'd':
      return words(readableText(raw))
    case 'b':
      return words(raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE')
    case 'e':
      return words(raw.trim(), 'error')
  }
  const number = raw.trim() === '' ? Number.NaN : Number(raw)
  if (!Number.isFinite(number)) return filled && raw.trim() !== '' ? words(readableText(raw)) : words('')
  const format = context.formats[style] ?? 'General'
  const { text, exact, kind } = showNumber(number, format, context.from1904)
  if (kind === 'date') live.push('date')
  if (kind === 'not-understood') live.push('format-not-understood')
  return { column, text, number, format, ...(exact !== text && { exact }), ...(live.length > 0 && { notes: live }) }
}

function placeOf(given: string | number | undefined, next: number, last: number): number {
  const place = given === undefined || given === '' ? next : Number(given)
  if (!Number.isInteger(place) || place < 1 || place > last)
    throw new Unreadable('file-damaged', 'a cell off the sheet')
  return place
}

/** `AB12` → 28; NaN for what is no address. */
function columnOf(address: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(address)?.[1]
  if (letters === undefined) return Number.NaN
  let column = 0
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64
  return column
}
