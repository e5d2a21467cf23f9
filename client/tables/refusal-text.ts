import i18next from 'i18next'
import { isTooLong, MOST_TEXT, type RefusedEdit } from '../../shared/document/edit.ts'
import { idOf, nameOf } from '../../shared/document/keys.ts'
import { quoted } from '../grid/quoted.ts'
import type { Sheet } from '../grid/sheet.ts'
import { cellLabel, rowLabel } from './cell-facts.ts'
import { printable } from './printable.ts'

const CHINESE = 3 // bytes of a Chinese character in UTF-8

/** Why an edit was not taken: the cell, the beginning of what was typed, the reason. */
export function refusalText(sheet: Sheet, edit: RefusedEdit): string {
  const { view } = sheet
  const { map, key, value } = edit
  const cell = map === 'cells' ? cellLabel(view, idOf(key), nameOf(key)) : rowLabel(view, idOf(key))
  if (isTooLong(edit))
    return i18next.t('sync:refused-too-long', {
      cell,
      value: quoted(printable(value)),
      most: Math.floor(MOST_TEXT / CHINESE).toLocaleString('en'),
      bytes: MOST_TEXT.toLocaleString('en'),
    })
  const reason = refusalReasonText(sheet, edit)
  return i18next.t('sync:refused-lead', { cell, value: quoted(printable(value)) || i18next.t('sync:blank'), reason })
}

/** The server names the reason; whose row and until when stands in the same rules here. */
export function refusalReasonText(sheet: Sheet, { map, key, why }: RefusedEdit): string {
  const decision = map === 'cells' ? sheet.decide(idOf(key), nameOf(key)) : null
  const named = decision !== null && decision.reason === why ? sheet.reasonParams?.(decision) : undefined
  return i18next.t(`permission:${why}`, { department: i18next.t('permission:another-department'), ...named })
}
