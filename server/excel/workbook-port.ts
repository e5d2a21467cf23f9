import { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { columnLetter } from './column-letter.ts'

/**
 * The one door to the workbook library: everything else in this folder speaks of sheets, rows and styles in the terms
 * below. Rows are written as they come, so a long table never stands in memory as cell objects.
 */

/** Style objects are told apart by identity: make one for each look, and use it again and again. */
export interface CellStyle {
  readonly font: { readonly name: string; readonly size: number; readonly bold?: boolean; readonly color?: string }
  readonly horizontal: 'left' | 'center' | 'right'
  readonly vertical?: 'top' | 'middle'
  readonly wrap?: boolean
  readonly indent?: number
  /** argb */
  readonly fill?: string
  readonly border?: Readonly<Partial<Record<'top' | 'bottom' | 'left' | 'right', 'hair' | 'thin' | 'medium'>>>
  readonly numFmt?: string
}

export type ExcelError = '#DIV/0!' | '#VALUE!' | '#REF!' | '#NAME?' | '#N/A' | '#NUM!'
export type PlainValue = string | number | boolean | null | { readonly error: ExcelError }
/** A string is always a text, whatever it begins with; only `formula` makes a formula (without its leading `=`). */
export type SheetValue = PlainValue | { readonly formula: string; readonly result: PlainValue }

export interface SheetCell {
  readonly value: SheetValue
  readonly style: CellStyle
}

/** One-based, both ends inside. */
export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface SheetSpec {
  /** already fit for Excel */
  readonly name: string
  /** width in pixels at 96 dpi */
  readonly columns: readonly { readonly width: number; readonly hidden: boolean }[]
  readonly freeze: { readonly rows: number; readonly columns: number }
  readonly page: {
    /** rows repeated on every page, one-based */
    readonly titleRows: { readonly from: number; readonly to: number }
    /** all on one page instead of one page wide and as many down as it takes */
    readonly onOnePage: boolean
    /** header and footer codes of Excel */
    readonly footer: string
    readonly margins: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  }
  readonly autoFilter?: Range
  /** for programs only: Excel does not even offer to show it */
  readonly veryHidden?: boolean
}

export interface Sheet {
  /** `height` in points; `endsPage`: the next row is printed on a new page; `level`: so far in under others, 0 not at all */
  row(cells: readonly SheetCell[], height: number, endsPage?: boolean, level?: number): void
  /** in any order, before or after the rows; ranges must not overlap: that is not checked */
  merge(range: Range): void
  /** known only when all rows are written */
  printArea(range: Range): void
  close(): void
}

export interface Workbook {
  sheet(spec: SheetSpec): Sheet
  finish(): Promise<Uint8Array>
  /** for an export that was cancelled; the workbook is of no use afterwards */
  abandon(): void
}

const PAPER_A4 = 9
/** Excel folds no deeper */
const MOST_LEVELS = 7

export function openWorkbook(facts: { readonly createdAt: Date; readonly creator: string }): Workbook {
  const chunks: Uint8Array[] = []
  const out = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: true,
    created: facts.createdAt,
    modified: facts.createdAt,
    creator: facts.creator,
    lastModifiedBy: facts.creator,
    // The lightest compression: the file grows by a sixth, the time for it halves.
    zip: { zlib: { level: 1 } },
  } as ConstructorParameters<typeof ExcelJS.stream.xlsx.WorkbookWriter>[0])
  // The first font added is the default one; exceljs has no public way to choose it.
  ;(writer as unknown as { styles: { _addFont(font: object): number } }).styles._addFont(DEFAULT_FONT)
  const styles = new Map<CellStyle, Partial<ExcelJS.Style>>()
  return {
    sheet: spec => openSheet(writer, spec, styles),
    async finish() {
      await writer.commit()
      return Buffer.concat(chunks)
    },
    abandon() {
      out.destroy()
      ;(writer as unknown as { zip: { abort(): void } }).zip.abort()
    },
  }
}

function openSheet(
  writer: ExcelJS.stream.xlsx.WorkbookWriter,
  spec: SheetSpec,
  styles: Map<CellStyle, Partial<ExcelJS.Style>>,
): Sheet {
  const { freeze, page } = spec
  const sheet = writer.addWorksheet(spec.name, {
    // a row that holds others stands above them
    properties: { outlineProperties: { summaryBelow: false, summaryRight: false } },
    views: [
      {
        state: 'frozen',
        ySplit: freeze.rows,
        xSplit: freeze.columns,
        topLeftCell: address(freeze.rows + 1, freeze.columns + 1),
        activeCell: address(freeze.rows + 1, freeze.columns + 1),
        showGridLines: false,
      },
    ],
    pageSetup: {
      paperSize: PAPER_A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      // 0: as many as it takes
      fitToHeight: page.onOnePage ? 1 : 0,
      printTitlesRow: `${page.titleRows.from}:${page.titleRows.to}`,
      margins: { ...page.margins, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: page.footer },
    ...(spec.veryHidden === true && { state: 'veryHidden' }),
    ...(spec.autoFilter && { autoFilter: rangeName(spec.autoFilter) }),
  } as Partial<ExcelJS.AddWorksheetOptions>)
  centreOnPage(sheet)
  sheet.columns = spec.columns.map(({ width, hidden }) => ({ width: characters(width), hidden }))
  return {
    row(cells, height, endsPage = false, level = 0) {
      const row = sheet.addRow(cells.map(cell => cell.value))
      row.height = height
      for (let at = 0; at < cells.length; at++) row.getCell(at + 1).style = styleOf(cells[at]!.style, styles)
      if (level > 0) row.outlineLevel = Math.min(level, MOST_LEVELS)
      if (endsPage) row.addPageBreak()
      row.commit()
    },
    // exceljs's own mergeCells wants the rows still in memory and compares each range with every other one. All that it
    // leaves behind for the file is this list of names.
    merge: range => (sheet as unknown as { _merges: string[] })._merges.push(rangeName(range)),
    printArea: range => {
      sheet.pageSetup.printArea = rangeName(range)
    },
    close: () => sheet.commit(),
  }
}

/** The streaming writer takes `horizontalCentered` and forgets to write it; its place is right before the margins. */
function centreOnPage(sheet: object): void {
  const inner = sheet as { _write(xml: string): void; _writePageMargins(): void }
  const writeMargins = inner._writePageMargins.bind(inner)
  inner._writePageMargins = () => {
    inner._write('<printOptions horizontalCentered="1"/>')
    writeMargins()
  }
}

/** exceljs remembers styles by object, so each of ours must become the same one of theirs every time. */
function styleOf(style: CellStyle, known: Map<CellStyle, Partial<ExcelJS.Style>>): Partial<ExcelJS.Style> {
  const made = known.get(style)
  if (made) return made
  const { font, border } = style
  const line = (side: 'top' | 'bottom' | 'left' | 'right') => border?.[side] && { [side]: { style: border[side] } }
  const fresh: Partial<ExcelJS.Style> = {
    font: {
      name: font.name,
      size: font.size,
      bold: font.bold ?? false,
      ...(font.color !== undefined && { color: { argb: font.color } }),
    },
    alignment: {
      horizontal: style.horizontal,
      vertical: style.vertical ?? 'middle',
      wrapText: style.wrap ?? false,
      ...(style.indent !== undefined && { indent: style.indent }),
    },
    border: { ...line('top'), ...line('left'), ...line('bottom'), ...line('right') },
    ...(style.fill !== undefined && { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: style.fill } } }),
    ...(style.numFmt !== undefined && { numFmt: style.numFmt }),
  }
  known.set(style, fresh)
  return fresh
}

/**
 * Widths in a file count digits of the default font. exceljs makes that Calibri, whose stand-in is much wider where it is
 * missing, and the printed page shrinks with it; the digits of 宋体 are 8 pixels in Excel, WPS and LibreOffice alike.
 */
const DEFAULT_FONT = { name: '宋体', size: 11, family: 3, charset: 134 }
const characters = (pixels: number) => Math.round(((pixels - 5) / 8) * 100) / 100

const address = (row: number, column: number) => columnLetter(column) + row
const rangeName = (range: Range) => `${address(range.top, range.left)}:${address(range.bottom, range.right)}`
