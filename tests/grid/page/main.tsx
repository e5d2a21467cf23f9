import i18next from 'i18next'
import { useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { CellBar } from '../../../client/grid/cell-bar.tsx'
import { Grid } from '../../../client/grid/grid.tsx'
import type { GridHandle } from '../../../client/grid/grid-core.ts'
import type { SelectionSummary } from '../../../client/grid/summary.ts'
import { formula } from '../../../client/i18n/zh-CN/formula.ts'
import { grid } from '../../../client/i18n/zh-CN/grid.ts'
import { permission } from '../../../client/i18n/zh-CN/permission.ts'
import { undo } from '../../../client/i18n/zh-CN/undo.ts'
import { view } from '../../../client/i18n/zh-CN/view.ts'
import { useGridView } from '../../../client/views/use-grid-view.tsx'
import { ViewBar } from '../../../client/views/view-bar.tsx'
import { createViewSheet } from '../../../client/views/view-sheet.ts'
import type { CellRef } from '../../../shared/document/table-view.ts'
import { createCalculation } from '../../../shared/formulas/create-calculation.ts'
import { computingSheet } from '../computing-sheet.ts'
import { largeSheet } from '../large-sheet.ts'
import { clerkOf, plan145Sheet } from '../plan-145-sheet.ts'
import '../../../client/theme/tokens.css'
import '../../../client/theme/base.css'
import './page.css'

await i18next.use(initReactI18next).init({
  lng: 'zh-CN',
  resources: { 'zh-CN': { formula, grid, permission, undo, view } },
  interpolation: { escapeValue: false },
})

const query = new URLSearchParams(location.search)
const me = clerkOf(query.get('me') ?? 'shangwu')
/** `?under=r002-r001,r003-r001`: rows under others */
const parents = Object.fromEntries((query.get('under') ?? '').split(',').map(pair => pair.split('-')))
const sheet = query.has('large')
  ? largeSheet(Number(query.get('large')), me)
  : query.has('computing')
    ? computingSheet(Number(query.get('computing')), me)
    : plan145Sheet(me, parents)
/** the table as a person's view has it; plain until the page is asked for views */
const shown = createViewSheet(sheet)
const hasViews = query.has('views')
const state: { active: CellRef | null; summary: SelectionSummary | null; notices: string[] } = {
  active: null,
  summary: null,
  notices: [],
}

function Page() {
  const handle = useRef<GridHandle>(null)
  const [active, setActive] = useState<CellRef | null>(null)
  const [summary, setSummary] = useState<SelectionSummary | null>(null)
  Object.assign(state, { active, summary })
  const gridView = useGridView(sheet, shown, () => handle.current?.focus())
  return (
    <main>
      <CellBar sheet={hasViews ? shown : sheet} cell={active} onEdit={() => handle.current?.edit()} />
      {hasViews && <ViewBar sheet={shown} done={() => handle.current?.focus()} />}
      {hasViews && gridView.menu}
      <div className="sheet">
        <Grid
          sheet={hasViews ? shown : sheet}
          view={hasViews ? gridView.view : undefined}
          label="主要指标"
          handle={handle}
          onActiveCell={setActive}
          onSelection={setSummary}
          onNotice={message => state.notices.push(message)}
        />
      </div>
      <footer>
        计数 {summary?.filled ?? 0}　求和 {summary?.sum ?? ''}　平均 {summary?.average ?? ''}
      </footer>
    </main>
  )
}

/** computed cells, `row:column`, as a calculation that starts now gives them */
const freshTexts = (cells: readonly string[]): Readonly<Record<string, string>> => {
  const fresh = createCalculation(sheet.view)
  return Object.fromEntries(cells.map(cell => [cell, fresh.text(...(cell.split(':') as [string, string]))]))
}

Object.assign(window, { sheet, shown: hasViews ? shown : sheet, state, freshTexts })
const mounting = performance.now()
createRoot(document.getElementById('root')!).render(<Page />)
const untilPainted = () => {
  if (!document.querySelector('.body .cell.text')) requestAnimationFrame(untilPainted)
  else requestAnimationFrame(() => Object.assign(window, { mountedMs: performance.now() - mounting }))
}
untilPainted()
