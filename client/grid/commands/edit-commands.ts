import type { KeyCommand } from '../key-command.ts'
import type { GridCommand } from './grid-command.ts'

type Simple = Extract<
  KeyCommand,
  {
    kind:
      | 'edit'
      | 'clear'
      | 'fill-down'
      | 'fill-right'
      | 'fill-series'
      | 'select-all'
      | 'select-row'
      | 'select-column'
      | 'column-view'
      | 'undo'
      | 'redo'
  }
>
export type EditCommandId = Simple['kind'] | 'cut' | 'copy' | 'paste' | 'paste-values' | 'paste-transposed'

/** As a key map shows them. */
const KEYS: Readonly<Record<EditCommandId, string>> = {
  undo: 'Ctrl+Z',
  redo: 'Ctrl+Y',
  cut: 'Ctrl+X',
  copy: 'Ctrl+C',
  paste: 'Ctrl+V',
  'paste-values': 'Ctrl+Shift+V',
  'paste-transposed': '',
  edit: 'F2',
  clear: 'Delete',
  'fill-down': 'Ctrl+D',
  'fill-right': 'Ctrl+R',
  'fill-series': 'Ctrl+Shift+D',
  'select-all': 'Ctrl+A',
  'select-row': 'Shift+Space',
  'select-column': 'Ctrl+Space',
  'column-view': 'Ctrl+Shift+L',
}

interface Hands {
  readonly isSelected: () => boolean
  readonly mayUndo: () => boolean
  readonly mayRedo: () => boolean
  readonly run: (command: Simple) => void
  readonly clipboard: (what: 'cut' | 'copy' | 'paste' | 'paste-values' | 'paste-transposed') => void
}

/** What one does to cells, as menus and the palette ask for it. */
export function editCommands({ isSelected, mayUndo, mayRedo, run, clipboard }: Hands): readonly GridCommand[] {
  return (Object.keys(KEYS) as EditCommandId[]).map(id => ({
    id: `edit:${id}`,
    label: `grid:edit-${id}`,
    keys: KEYS[id],
    enabled: () => (id === 'undo' ? mayUndo() : id === 'redo' ? mayRedo() : isSelected()),
    run() {
      switch (id) {
        case 'cut':
        case 'copy':
        case 'paste':
        case 'paste-values':
        case 'paste-transposed':
          return clipboard(id)
        default:
          return run({ kind: id })
      }
    },
  }))
}
