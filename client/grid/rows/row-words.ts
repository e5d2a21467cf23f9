import type { Decision } from '../../../shared/permissions/can.ts'
import type { Sheet } from '../sheet.ts'
import type { Translate } from '../words.ts'

/** Why a row may not be moved or deleted, naming whose it is; null where it may. */
export function rowRefusal(sheet: Sheet, { allowed, reason }: Decision, row: string, t: Translate): string | null {
  if (allowed) return null
  const owner = reason === 'row-of-other-department' ? sheet.ownerName?.(row) : null
  return owner ? t('grid:row-filled-by', { owner }) : t(`permission:${reason}`)
}
