import { type RowCommandId, rowKey } from './rows/row-keys.ts'
import type { Axis, Step } from './walk.ts'

/** What a key asks of the grid, told apart from how it is done. */
export type KeyCommand =
  | {
      readonly kind: 'move'
      readonly axis: Axis
      readonly step: Step
      readonly extend: boolean
      readonly jump: boolean
    }
  | { readonly kind: 'walk'; readonly axis: Axis; readonly step: Step }
  | { readonly kind: 'page'; readonly step: Step; readonly extend: boolean }
  | { readonly kind: 'edge'; readonly end: boolean; readonly whole: boolean; readonly extend: boolean }
  | { readonly kind: 'edit' }
  /** shows what a choice column offers; of other columns, how the view sorts and filters by them */
  | { readonly kind: 'offer' }
  | { readonly kind: 'column-view' }
  | { readonly kind: 'erase-and-edit' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'line-break' }
  | { readonly kind: 'fill-selection' }
  | { readonly kind: 'fill-down' }
  | { readonly kind: 'fill-right' }
  | { readonly kind: 'fill-series' }
  | { readonly kind: 'today' }
  /** what can be done to what is selected */
  | { readonly kind: 'menu' }
  /** what is selected stays so, and the next move begins another range */
  | { readonly kind: 'add-range' }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'select-row' }
  | { readonly kind: 'select-column' }
  /** something is done to whole rows */
  | { readonly kind: 'rows'; readonly what: RowCommandId }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }

/** `caret`: begun by F2 or a double click, arrows move within the text; `replace`: begun by typing, arrows move on. */
export type EditMode = 'none' | 'replace' | 'caret'

export interface Key {
  readonly key: string
  /** the key's place, whatever it types */
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const ARROWS: Readonly<Record<string, readonly [Axis, Step]>> = {
  ArrowUp: ['row', -1],
  ArrowDown: ['row', 1],
  ArrowLeft: ['column', -1],
  ArrowRight: ['column', 1],
}

/** The command of a key, or null where the key belongs to the text field or the browser. */
export function keyCommand(key: Key, mode: EditMode): KeyCommand | null {
  const control = key.ctrlKey || key.metaKey
  const extend = key.shiftKey
  const back: Step = key.shiftKey ? -1 : 1
  if (key.key === 'Escape') return { kind: 'cancel' }
  if (key.key === 'Enter') {
    if (key.altKey) return mode === 'none' ? null : { kind: 'line-break' }
    if (control) return mode === 'none' ? null : { kind: 'fill-selection' }
    return { kind: 'walk', axis: 'row', step: back }
  }
  if (key.key === ';' && control && !extend && !key.altKey) return { kind: 'today' }
  if (key.key === 'Tab') return control || key.altKey ? null : { kind: 'walk', axis: 'column', step: back }
  if (mode === 'caret') return null
  const what = mode === 'none' ? rowKey(key) : null
  if (what !== null) return { kind: 'rows', what }
  const arrow = ARROWS[key.key]
  // left alone, the browser would move the caret or the page
  if (arrow && key.altKey && arrow[0] === 'row') return { kind: 'offer' }
  if (arrow) return key.altKey ? null : { kind: 'move', axis: arrow[0], step: arrow[1], extend, jump: control }
  if (key.key === 'PageUp' || key.key === 'PageDown')
    return control ? null : { kind: 'page', step: key.key === 'PageUp' ? -1 : 1, extend }
  if (mode === 'replace') return null
  if (key.key === 'Home' || key.key === 'End') return { kind: 'edge', end: key.key === 'End', whole: control, extend }
  if (key.key === 'F2') return { kind: 'edit' }
  if (key.key === 'ContextMenu' || (key.key === 'F10' && extend)) return { kind: 'menu' }
  if (key.key === 'F8') return extend ? { kind: 'add-range' } : null
  if (key.key === 'Delete') return { kind: 'clear' }
  if (key.key === 'Backspace') return { kind: 'erase-and-edit' }
  if (key.key === ' ') return control ? { kind: 'select-column' } : extend ? { kind: 'select-row' } : null
  if (!control || key.altKey) return null
  switch (key.key.toLowerCase()) {
    case 'a':
      return { kind: 'select-all' }
    case 'd':
      return { kind: extend ? 'fill-series' : 'fill-down' }
    case 'r':
      return extend ? null : { kind: 'fill-right' } // Ctrl+Shift+R stays the browser's
    case 'l':
      return extend ? { kind: 'column-view' } : null
    case 'y':
      return { kind: 'redo' }
    case 'z':
      return extend ? { kind: 'redo' } : { kind: 'undo' }
    default:
      return null
  }
}
