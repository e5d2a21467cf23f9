import i18next from 'i18next'
import type { RefusedEdit } from '../../shared/document/edit.ts'
import { idOf, nameOf } from '../../shared/document/keys.ts'
import type { Sheet } from '../grid/sheet.ts'
import { cellLabel, rowLabel } from './cell-facts.ts'
import { printable } from './printable.ts'

/** Why the server did not take an edit: the cell, what was typed, the reason. */
export function refusalText({ view }: Sheet, { map, key, value, why }: RefusedEdit): string {
  const cell = map === 'cells' ? cellLabel(view, idOf(key), nameOf(key)) : rowLabel(view, idOf(key))
  // reasons that no right could make good have no sentence of their own
  const known = i18next.exists(`permission:${why}`)
  const reason = known ? i18next.t(`permission:${why}` as 'permission:own-row') : i18next.t('sync:refused-unknown')
  return i18next.t('sync:refused-lead', { cell, value: printable(value) || i18next.t('sync:blank'), reason })
}
