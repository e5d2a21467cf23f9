import type { CellLook } from './cell-look.ts'
import type { PlacedColumn } from './geometry.ts'
import type { Band } from './sheet.ts'
import type { Translate } from './words.ts'

/** A band's cell: the group's name at the column that names rows, what it comes to at the others. */
export function bandLook({ name, count }: Band, { lead, column }: PlacedColumn, text: string, t: Translate): CellLook {
  const look = { old: '', before: '', text, after: '' }
  if (!lead) return { ...look, className: column.type === 'category' ? 'band' : 'band figure' }
  return {
    ...look,
    className: 'band lead',
    label: t('grid:band', { name: name || t('grid:blank'), count }),
  }
}
