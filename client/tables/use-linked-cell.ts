import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { TableSheet } from './create-sheet.ts'
import type { AddNotice } from './use-notices.ts'

/**
 * Goes once to the cell that the address names; from then on the person goes where they like. It is taken out of the address,
 * so that the same link leads there again.
 */
export function useLinkedCell(
  sheet: TableSheet,
  addNotice: AddNotice,
  goTo: (to: CellRef, comments: boolean) => void,
): void {
  const { row, column, comments = false } = useSearch({ from: '/workspace/tables/$name' })
  const navigate = useNavigate()
  const { t } = useTranslation('notices')
  const go = useRef(goTo)
  go.current = goTo
  useEffect(() => {
    if (row === undefined || column === undefined) return
    const { structure } = sheet.view
    if (sheet.view.rowIndex(row) >= 0 && structure.columns.some(({ id }) => id === column))
      go.current({ row, column }, comments)
    else addNotice({ tone: 'warn', text: t('gone') })
    void navigate({ to: '.', search: {}, replace: true })
  }, [row, column, comments, sheet, addNotice, navigate, t])
}
