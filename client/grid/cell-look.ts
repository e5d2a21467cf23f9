import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { judgementOf } from '../../shared/tables/judged-counts.ts'
import type { PlanningValue } from '../../shared/values/planning-value.ts'
import type { FitText } from './fit-text.ts'
import type { PlacedColumn } from './geometry.ts'
import { naturalWidth } from './geometry.ts'

/** All that a cell shows. The strings stand side by side: `old before text after`. */
export interface CellLook {
  readonly className: string
  /** the baseline's value, struck through; '' where unchanged or where both do not fit */
  readonly old: string
  /** the qualifier in front of the figure, a shade quieter */
  readonly before: string
  readonly text: string
  readonly after: string
  /** what is read out instead, where the strings side by side would mislead: old and new figure run together */
  readonly label?: string
  /** px from the right, so that the points of a column stand under each other */
  readonly pad?: number
  /** px that the row stands in, under others */
  readonly indent?: number
}

/** What is true of a cell besides its value. */
export interface CellMarks {
  /** the baseline's text where the cell differs from it; '' where it was blank there */
  readonly old: string | null
  readonly unsaved: boolean
  /** the text is no value of this column */
  readonly issue: boolean
}

const PADDING = 18 // px, left and right together
const BORDER = 1
const SMALL = 13 / 12.2
const NOT_FITTING = '####'
const WIDTH_OF_UNITS = 92 // px; text columns up to here hold units and attributes: set small and centred

/** px that a cell of this width has for its text */
export const roomIn = (size: number): number => size - PADDING - BORDER

const plain = (className: string, text: string): CellLook => ({ className, old: '', before: '', text, after: '' })

function figure(className: string, text: string, value: PlanningValue | CellValue): CellLook {
  if (typeof value === 'object' && value?.kind === 'number') {
    const { before, after } = value
    if (
      (before || after) &&
      text.startsWith(before) &&
      text.endsWith(after) &&
      text.length > before.length + after.length
    ) {
      return { className, old: '', before, text: text.slice(before.length, text.length - after.length), after }
    }
  }
  return plain(className, text)
}

function valueLook(text: string, value: PlanningValue): CellLook {
  switch (value.kind) {
    case 'blank':
      return plain('value', '')
    case 'number':
      return figure('value figure', text, value)
    case 'ratio':
    case 'range':
      return plain('value figure', text)
    case 'none':
      return plain('value figure none', '——')
    case 'text':
      return plain('value words', text)
  }
}

function computedLook(text: string, value: CellValue): CellLook {
  if (value === null) return plain('computed', '')
  switch (typeof value) {
    case 'number':
      return plain('computed figure', text)
    case 'boolean':
      return plain('computed quiet', text)
    case 'string': {
      const judgement = judgementOf(text)
      return plain(judgement ? `computed quiet ${judgement}` : 'computed quiet', text)
    }
    case 'object':
      switch (value.kind) {
        case 'error':
          return plain('computed error', value.code)
        case 'none':
          return plain('computed figure none', '——')
        case 'number':
        case 'ratio':
        case 'range':
          return figure('computed figure', text, value)
      }
  }
}

export interface CellContent {
  readonly text: string
  /** entered cells: the parsed value; read only where the column's type asks for it */
  readonly value: () => PlanningValue
  readonly computed: () => CellValue
}

/** What a cell looks like: pure, so that the painter only compares and writes. */
export function cellLook(
  { column, size, frozen, lead }: PlacedColumn,
  content: CellContent,
  marks: CellMarks,
  fit: FitText,
): CellLook {
  const look = baseLook(column, content)
  if (column.type === 'category') return look
  // Small type needs less room than the figures' size, in which all texts are measured.
  const room = roomIn(size) * (/quiet|words/.test(look.className) ? SMALL : 1)
  const old = marks.old ?? ''
  const shown = frozen && !old ? look : fitted(look, old, room, fit)
  const extra = `${lead ? ' lead' : ''}${marks.old === null ? '' : marks.old === '' ? ' revised first' : ' revised'}${marks.unsaved ? ' unsaved' : ''}${marks.issue ? ' issue' : ''}`
  return extra ? { ...shown, className: shown.className + extra } : shown
}

function baseLook(column: PlacedColumn['column'], content: CellContent): CellLook {
  switch (column.type) {
    case 'category':
      return plain('category', content.text)
    case 'value':
      return valueLook(content.text, content.value())
    case 'computed':
      return computedLook(content.text, content.computed())
    case 'choice':
    case 'owner':
      return plain('quiet', content.text)
    case 'text':
      return plain(naturalWidth(column) <= WIDTH_OF_UNITS ? 'quiet' : 'text', content.text)
  }
}

function fitted(look: CellLook, old: string, room: number, fit: FitText): CellLook {
  const { before, text, after } = look
  const whole = before + text + after
  const isFigure = look.className.includes('figure')
  if (old && fit.fits(`${old} ${whole} `, room)) return { ...look, old }
  if (fit.fits(whole, room)) return look
  if (isFigure) return { ...look, before: '', text: NOT_FITTING, after: '' }
  return { ...look, text: fit.words(firstLine(text), room) }
}

const firstLine = (text: string) => {
  const end = text.indexOf('\n')
  return end < 0 ? text : `${text.slice(0, end)} …`
}
