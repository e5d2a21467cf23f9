import type { ColumnCommand } from '../../shared/tables/column-command.ts'

/** What the panel is open for. */
export type ColumnTask =
  | { readonly kind: 'list' }
  /** `after` undefined: the last place */
  | { readonly kind: 'add'; readonly after: string | null | undefined }
  | { readonly kind: 'edit'; readonly column: string }
  | { readonly kind: 'confirm'; readonly command: ColumnCommand; readonly title: string }

/** What a change is called in a heading: `confirm-…` of the catalogue. */
export function taskName(command: ColumnCommand) {
  switch (command.kind) {
    case 'delete-column':
      return 'confirm-delete'
    case 'restore-column':
      return 'confirm-restore'
    case 'move-column':
      return 'confirm-move'
    case 'add-column':
      return 'add-title'
    case 'change-column':
      return command.facts.hidden ? 'confirm-hide' : 'confirm-show'
  }
}
