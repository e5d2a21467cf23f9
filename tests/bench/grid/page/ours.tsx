import i18next from 'i18next'
import { createRef } from 'react'
import { createRoot } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { Grid } from '../../../../client/grid/grid.tsx'
import type { GridHandle } from '../../../../client/grid/grid-core.ts'
import { createViewSheet } from '../../../../client/views/view-sheet.ts'
import type { Account } from '../../../../shared/accounts/account.ts'
import type { Column } from '../../../../shared/tables/structure.ts'
import { FakeSheet } from '../../../grid/fake-sheet.ts'
import { measureFirstRows, ROWS, rootElement } from './bench-page.ts'
import { COLUMNS, cellOf, countBelow, nameOfLargest, widthOf } from './data.ts'
import '../../../../client/theme/tokens.css'
import '../../../../client/theme/base.css'

await i18next.use(initReactI18next).init({ lng: 'zh-CN', resources: {}, returnNull: false })
const me: Account = {
  id: 'a',
  account: 'guihua',
  name: '周敏',
  department: 'guihua',
  departmentName: '规划办',
  roles: ['planning'],
}
const columns = COLUMNS.map(
  (id, at): Column => ({
    id,
    title: id,
    type: at === 0 ? 'text' : 'value',
    order: String(at).padStart(3, '0'),
    fills: 'owner',
    width: widthOf(at),
    frozen: at === 0,
  }),
)
const places = new Map(COLUMNS.map((id, at) => [id, at]))
const base = new FakeSheet(
  {
    structure: { table: { title: 'bench', phase: 'drafting' }, columns },
    rows: Array.from({ length: ROWS }, (_, row) => ({ id: `r${row}`, owner: 'guihua' })),
    cell: (row, column) => cellOf(Number(row.slice(1)), places.get(column) ?? 0),
    departments: { guihua: '规划办' },
  },
  me,
)
const sheet = createViewSheet(base)
const handle = createRef<GridHandle>()

measureFirstRows(() => {
  createRoot(rootElement()).render(<Grid sheet={sheet} label="bench" handle={handle} />)
  return {
    scroller: () => document.querySelector<HTMLElement>('.scroller')!,
    focusCell(row, at) {
      handle.current?.select({ row: `r${row}`, column: COLUMNS[at]! })
      handle.current?.focus()
    },
    read: (row, at) => base.view.cell(`r${row}`, COLUMNS[at]!) as string | number | null,
    update: (row, at, value) => base.remoteWrite(`r${row}`, COLUMNS[at]!, value),
    sort(at) {
      sheet.set({ ...sheet.state.spec, sort: [{ column: COLUMNS[at]!, direction: 'down' }] })
      return nameOfLargest(ROWS, at)
    },
    filter(at, below) {
      sheet.set({
        ...sheet.state.spec,
        filters: [{ kind: 'figure', column: COLUMNS[at]!, test: '<', figure: below }],
      })
      return countBelow(ROWS, at, below)
    },
    topName: () => document.querySelector('.body [role=row][aria-rowindex="2"] .cell.lead')?.textContent ?? null,
    rowCount: () => sheet.view.rows.length,
    isDrawn: () => document.querySelector('.body .cell.text, .body .cell.lead') !== null,
  }
})
