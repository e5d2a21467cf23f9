import type { ColumnCommand, ColumnEdit } from '../../shared/tables/column-command.ts'
import type { Column, ColumnType, Rounding } from '../../shared/tables/structure.ts'

/** A column as the form holds it: what is typed is text. */
export interface ColumnDraft {
  readonly title: string
  readonly type: ColumnType
  readonly fills: 'owner' | 'planning'
  readonly group: string
  readonly unit: string
  readonly formula: string
  readonly decimals: string
  readonly rounding: Rounding
  readonly width: string
  readonly choices: string
  readonly note: string
  readonly official: boolean
  readonly frozen: boolean
  readonly hidden: boolean
}

/** What the form shows first; null: a new column, which is mostly one that is computed. */
export const draftOf = (column: Column | null): ColumnDraft => ({
  title: column?.title ?? '',
  type: column?.type ?? 'computed',
  fills: column?.fills === 'owner' ? 'owner' : 'planning',
  group: column?.group ?? '',
  unit: column?.unit ?? '',
  formula: column?.formula ?? (column === null ? '=' : ''),
  decimals: column?.decimals?.toString() ?? '',
  rounding: column?.rounding ?? 'none',
  width: column?.width?.toString() ?? '',
  choices: column?.choices ?? '',
  note: column?.note ?? '',
  official: column?.official ?? true,
  frozen: column?.frozen ?? false,
  hidden: column?.hidden ?? false,
})

/** Only what the form's author changed: what others changed meanwhile stays theirs. */
export function editOf(draft: ColumnDraft, opened: ColumnDraft): ColumnEdit {
  const facts = factsOf(draft)
  const before = factsOf(opened)
  const changed = Object.entries(facts).filter(([fact, value]) => before[fact as keyof ColumnEdit] !== value)
  return Object.fromEntries(changed) as ColumnEdit
}

export const addCommand = (draft: ColumnDraft, id: string, after: string | null | undefined): ColumnCommand => ({
  kind: 'add-column',
  id,
  ...(after === undefined ? {} : { after }),
  facts: factsOf(draft),
})

/** Facts that the type has no use for are left as they are: a change of mind brings them back. */
function factsOf(draft: ColumnDraft): ColumnEdit {
  const computed = draft.type === 'computed'
  return {
    title: draft.title.trim(),
    type: draft.type,
    group: lines(draft.group),
    unit: orNull(draft.unit),
    width: numberOf(draft.width),
    note: orNull(draft.note),
    official: draft.official,
    frozen: draft.frozen,
    hidden: draft.hidden,
    ...(computed ? {} : { fills: draft.fills }),
    ...(computed
      ? { formula: draft.formula.trim(), decimals: numberOf(draft.decimals), rounding: draft.rounding }
      : {}),
    ...(draft.type === 'choice' ? { choices: lines(draft.choices) } : {}),
  }
}

const orNull = (text: string): string | null => text.trim() || null
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))
const lines = (text: string): string | null =>
  orNull(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
      .join('\n'),
  )
