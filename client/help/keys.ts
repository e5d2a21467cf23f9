import { ROW_COMMANDS, ROW_KEYS } from '../grid/rows/row-keys.ts'

/** A key, and the name of what it does in the catalogue. */
export interface KeyLine {
  readonly keys: string
  /** i18n key, with its namespace */
  readonly does: string
}

export const KEY_GROUPS = ['moving', 'selecting', 'editing', 'rows', 'views', 'page'] as const
export type KeyGroup = (typeof KEY_GROUPS)[number]

const line = (keys: string, does: string): KeyLine => ({ keys, does })

/** All that the keyboard does, as the key map shows it. */
export const KEY_MAP: Readonly<Record<KeyGroup, readonly KeyLine[]>> = {
  moving: [
    line('← ↑ → ↓', 'keys:arrows'),
    line('Ctrl+← ↑ → ↓', 'keys:jump'),
    line('Home · End', 'keys:edges'),
    line('Ctrl+Home · Ctrl+End', 'keys:corners'),
    line('PageUp · PageDown', 'keys:pages'),
    line('Enter · Shift+Enter', 'keys:enter'),
    line('Tab · Shift+Tab', 'keys:tab'),
    line('Ctrl+G', 'keys:go-to'),
    line('Esc, Tab', 'keys:leave'),
  ],
  selecting: [
    line('Shift+← ↑ → ↓', 'keys:extend'),
    line('Ctrl+Shift+← ↑ → ↓', 'keys:extend-jump'),
    line('Ctrl+A', 'grid:edit-select-all'),
    line('Shift+Space', 'grid:edit-select-row'),
    line('Ctrl+Space', 'grid:edit-select-column'),
    line('Shift+F8', 'keys:add-range'),
  ],
  editing: [
    line('F2', 'grid:edit-edit'),
    line('Alt+↓', 'keys:choices'),
    line('Alt+Enter', 'keys:line-break'),
    line('Ctrl+Enter', 'keys:fill-selection'),
    line('Delete', 'grid:edit-clear'),
    line('Ctrl+C · Ctrl+X · Ctrl+V', 'keys:clipboard'),
    line('Ctrl+Shift+V', 'grid:edit-paste-values'),
    line('Ctrl+D', 'grid:edit-fill-down'),
    line('Ctrl+R', 'grid:edit-fill-right'),
    line('Ctrl+Shift+D', 'grid:edit-fill-series'),
    line('Ctrl+;', 'keys:today'),
    line('Ctrl+Z · Ctrl+Y', 'keys:undo'),
  ],
  rows: ROW_COMMANDS.filter(id => ROW_KEYS[id] !== '').map(id => line(ROW_KEYS[id], `grid:row-${id}`)),
  views: [line('Ctrl+Shift+L', 'grid:edit-column-view')],
  page: [
    line('Ctrl+K', 'keys:palette'),
    line('Ctrl+F', 'keys:find'),
    line('Ctrl+H', 'keys:replace'),
    line('Shift+F10', 'keys:menu'),
    line('Shift+F2', 'keys:comment'),
    line('Alt+Enter', 'keys:form'),
    line('Ctrl+P', 'keys:print'),
    line('F1 · ?', 'keys:help'),
  ],
}
