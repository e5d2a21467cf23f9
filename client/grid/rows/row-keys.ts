import type { Key } from '../key-command.ts'

export const ROW_COMMANDS = [
  'insert-above',
  'insert-below',
  'delete',
  'move-up',
  'move-down',
  'indent',
  'outdent',
  'of-which',
  'collapse',
  'expand',
  'level-1',
  'level-2',
  'level-3',
  'level-all',
] as const
export type RowCommandId = (typeof ROW_COMMANDS)[number]

/** As a key map shows them. */
export const ROW_KEYS: Readonly<Record<RowCommandId, string>> = {
  'insert-above': 'Ctrl+Shift+=',
  'insert-below': '',
  delete: 'Ctrl+-',
  'move-up': 'Alt+Shift+↑',
  'move-down': 'Alt+Shift+↓',
  indent: 'Alt+Shift+→',
  outdent: 'Alt+Shift+←',
  'of-which': 'Alt+Shift+Q',
  collapse: 'Alt+Shift+-',
  expand: 'Alt+Shift+=',
  'level-1': 'Alt+Shift+1',
  'level-2': 'Alt+Shift+2',
  'level-3': 'Alt+Shift+3',
  'level-all': 'Alt+Shift+0',
}

const WITH_ALT_SHIFT: Readonly<Record<string, RowCommandId>> = {
  ArrowUp: 'move-up',
  ArrowDown: 'move-down',
  ArrowRight: 'indent',
  ArrowLeft: 'outdent',
  KeyQ: 'of-which',
  Minus: 'collapse',
  NumpadSubtract: 'collapse',
  Equal: 'expand',
  NumpadAdd: 'expand',
  Digit1: 'level-1',
  Digit2: 'level-2',
  Digit3: 'level-3',
  Digit0: 'level-all',
}

/** Excel's keys where it has some; those with Alt go by the key's place, since Shift and some layouts make other signs of them. */
export function rowKey({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Key): RowCommandId | null {
  const control = ctrlKey || metaKey
  if (altKey) return shiftKey && !control ? (WITH_ALT_SHIFT[code ?? key] ?? null) : null
  if (!control) return null
  // Ctrl+= and Ctrl+Shift+- stay the browser's
  if (key === '+') return 'insert-above'
  return key === '-' ? 'delete' : null
}
