import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../shared/tables/structure.ts'
import type { HeadView } from '../grid/head.tsx'
import type { Sheet } from '../grid/sheet.ts'
import { ColumnViewMenu } from './column-view-menu.tsx'
import { useHeadMarks, useViewState } from './use-view.ts'
import type { ViewSheet } from './view-sheet.ts'

/** A view as the grid's heads have it, and the menu that drops from them. `refocus` gives the keyboard back to the table. */
export function useGridView(base: Sheet, sheet: ViewSheet, refocus: () => void): { view: HeadView; menu: ReactNode } {
  const { t } = useTranslation('view')
  const state = useViewState(sheet)
  const marks = useHeadMarks(state, t)
  const [menu, setMenu] = useState<{ readonly column: Column; readonly anchor: DOMRect } | null>(null)
  const close = useCallback(() => {
    setMenu(null)
    refocus()
  }, [refocus])
  const sized = Object.keys(state.spec.widths).length > 0
  const view = useMemo(
    (): HeadView => ({
      marks,
      sized,
      openMenu: (column, anchor) => setMenu({ column, anchor }),
      setWidths: widths => sheet.set({ ...sheet.state.spec, widths: { ...sheet.state.spec.widths, ...widths } }),
    }),
    [marks, sized, sheet],
  )
  return {
    view,
    menu: menu && (
      <ColumnViewMenu
        key={menu.column.id}
        column={menu.column}
        base={base}
        sheet={sheet}
        anchor={menu.anchor}
        close={close}
      />
    ),
  }
}
