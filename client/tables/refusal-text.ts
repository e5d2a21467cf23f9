import i18next from 'i18next'
import type { RefusedEdit } from '../../shared/document/edit.ts'
import { idOf, nameOf } from '../../shared/document/keys.ts'
import type { Sheet } from '../grid/sheet.ts'
import { cellLabel, rowLabel } from './cell-facts.ts'
import { printable } from './printable.ts'

/** Why the server did not take an edit: the cell, what was typed, the reason. */
export function refusalText({ view }: Sheet, { map, key, value, why }: RefusedEdit): string {
  const cell = map === 'cells' ? cellLabel(view, idOf(key), nameOf(key)) : rowLabel(view, idOf(key))
  const reason = i18next.t(`permission:${why}`)
  return i18next.t('sync:refused-lead', { cell, value: printable(value) || i18next.t('sync:blank'), reason })
}
