import type { CellStyle } from './workbook-port.ts'

/** The looks of a form. Fonts are those every office machine in a county government has. */
const SONG = '宋体'
const HEI = '黑体'
const TITLE = '方正小标宋简体'

export const LABEL_STYLE: CellStyle = { font: { name: HEI, size: 14 }, horizontal: 'left' }
export const TITLE_STYLE: CellStyle = { font: { name: TITLE, size: 18, bold: true }, horizontal: 'center', wrap: true }
export const UNIT_STYLE: CellStyle = { font: { name: SONG, size: 10.5 }, horizontal: 'right' }
export const NOTE_STYLE: CellStyle = { font: { name: SONG, size: 10 }, horizontal: 'left', vertical: 'top', wrap: true }
export const PLAIN_STYLE: CellStyle = { font: { name: SONG, size: 10.5 }, horizontal: 'left' }

export const BODY_SIZE = 10.5
export const NOTE_SIZE = 10

/** head: header cells; category: merged labels; words: longer texts; figure: all that is short and stands centred */
export type Role = 'head' | 'category' | 'words' | 'figure'

/** Which sides of the cell lie on the table's outline. */
export interface Edges {
  readonly top: boolean
  readonly bottom: boolean
  readonly left: boolean
  readonly right: boolean
}

const BASES: Readonly<Record<Role, Pick<CellStyle, 'font' | 'horizontal' | 'wrap' | 'indent'>>> = {
  head: { font: { name: HEI, size: BODY_SIZE }, horizontal: 'center', wrap: true },
  category: { font: { name: SONG, size: BODY_SIZE }, horizontal: 'center', wrap: true },
  words: { font: { name: SONG, size: BODY_SIZE }, horizontal: 'left', wrap: true, indent: 1 },
  figure: { font: { name: SONG, size: BODY_SIZE }, horizontal: 'center', wrap: true },
}

/** Excel takes few more number formats of one's own than this in a workbook; a file beyond its limit does not open. */
const MOST_FORMATS = 180

export interface TableLook {
  readonly outline: 'thin' | 'medium'
  /** argb; a form for print has none */
  readonly headFill: string | null
}

/** The bordered cells' styles, one object for each look. */
export class TableStyles {
  private readonly known = new Map<string, Map<string, CellStyle>>()
  private readonly formats = new Set<string>()
  private readonly look: TableLook

  constructor(look: TableLook) {
    this.look = look
  }

  /** False once the workbook holds as many formats as it may: the cell must do with a text then. */
  admits(numFmt: string): boolean {
    if (this.formats.has(numFmt)) return true
    if (this.formats.size >= MOST_FORMATS) return false
    this.formats.add(numFmt)
    return true
  }

  /** The style of a place on the table, by number format; the same object for the same look, every time. */
  picker(role: Role, edges: Edges): (numFmt?: string) => CellStyle {
    const place = `${role} ${edges.top} ${edges.bottom} ${edges.left} ${edges.right}`
    let looks = this.known.get(place)
    if (!looks) this.known.set(place, (looks = new Map()))
    const known = looks
    return (numFmt = 'General') => {
      let style = known.get(numFmt)
      if (!style) known.set(numFmt, (style = this.make(role, edges, numFmt)))
      return style
    }
  }

  private make(role: Role, edges: Edges, numFmt: string): CellStyle {
    const { outline, headFill } = this.look
    const line = (outside: boolean) => (outside ? outline : 'thin')
    return {
      ...BASES[role],
      border: { top: line(edges.top), bottom: line(edges.bottom), left: line(edges.left), right: line(edges.right) },
      ...(role === 'head' && headFill !== null && { fill: headFill }),
      ...(numFmt !== 'General' && { numFmt }),
    }
  }
}
