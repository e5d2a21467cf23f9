import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/accounts/account.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { ColumnMenu } from '../columns/column-menu.tsx'
import { useColumnEditing } from '../columns/use-column-editing.ts'
import { useCommenting } from '../comments/use-commenting.ts'
import { FindBar } from '../find/find-bar.tsx'
import { useFindKeys } from '../find/use-find-keys.ts'
import { CellBar } from '../grid/cell-bar.tsx'
import { Grid } from '../grid/grid.tsx'
import type { GridHandle } from '../grid/grid-core.ts'
import type { SelectionSummary } from '../grid/summary.ts'
import { openPalette } from '../palette/palette-state.ts'
import { useTableSource } from '../palette/table-source.ts'
import { Cards } from '../row-form/cards.tsx'
import { RowForm } from '../row-form/row-form.tsx'
import { useFormKey } from '../row-form/use-form-key.ts'
import { usePhone } from '../row-form/use-phone.ts'
import type { OpenTable } from '../sync/open-table.ts'
import { ROW_HEIGHT } from '../theme/look.ts'
import { useLook } from '../theme/use-look.ts'
import { Message } from '../ui/message.tsx'
import { hasRowTest, rowTestToggled, withoutFilters } from '../views/spec-changes.ts'
import { useGridView } from '../views/use-grid-view.tsx'
import { useSavedViews } from '../views/use-saved-views.ts'
import { useViewState } from '../views/use-view.ts'
import { ViewBar } from '../views/view-bar.tsx'
import { createViewSheet } from '../views/view-sheet.ts'
import { ViewsMenu } from '../views/views-menu.tsx'
import { afterPaint } from './after-paint.ts'
import { ConflictPanel } from './conflict-panel.tsx'
import type { TableSheet } from './create-sheet.ts'
import { Inspector } from './inspector.tsx'
import { NotesStrip } from './notes-strip.tsx'
import { Notices } from './notices.tsx'
import styles from './opened-table.module.css'
import { peopleOf } from './people.ts'
import { RefusedPanel } from './refused-panel.tsx'
import { StatusBar } from './status-bar.tsx'
import { TableHeader } from './table-header.tsx'
import { useInspectorOpen } from './use-inspector-open.ts'
import { useLinkedCell } from './use-linked-cell.ts'
import type { AddNotice, Notice } from './use-notices.ts'
import { usePeers, useSheetVersion } from './use-sheet.ts'

// for the few who may change columns
const ColumnsPanel = lazy(() => import('../columns/columns-panel.tsx'))
// for when it is asked for
const CommentsPanel = lazy(() => import('../comments/comments-panel.tsx'))
const ProofsPanel = lazy(() => import('../proofs/proofs-panel.tsx'))

interface Props {
  readonly detail: TableDetail
  readonly account: Account
  readonly table: OpenTable
  readonly sheet: TableSheet
  readonly addNotice: AddNotice
  readonly notices: readonly Notice[]
  readonly closeNotice: (id: number) => void
}

export function OpenedTable({ detail, account, table, sheet, addNotice, notices, closeNotice }: Props) {
  const { t } = useTranslation('table')
  useSheetVersion(sheet, change => change.rows || change.structure)
  const status = useSyncExternalStore(
    listener => table.subscribe(listener),
    () => table.status,
  )
  const people = peopleOf(usePeers(sheet), account.id)
  const [cell, setCell] = useState<CellRef | null>(null)
  const [summary, setSummary] = useState<SelectionSummary | null>(null)
  const { density } = useLook()
  const inspector = useInspectorOpen()
  const [proving, setProving] = useState(false)
  const phone = usePhone()
  const [formRow, setFormRow] = useState<string | null>(null)
  const grid = useRef<GridHandle>(null)
  const [finding, setFinding] = useState<'find' | 'replace' | null>(null)
  const navigate = useNavigate()
  const { t: palette } = useTranslation('palette')
  const shown = useMemo(() => createViewSheet(sheet), [sheet])
  const { spec } = useViewState(shown)
  const names = useMemo(() => new Map(detail.departments.map(({ id, name }) => [id, name])), [detail])
  const { table: facts } = sheet.view.structure
  const notes = facts.notes?.split('\n').filter(note => note.trim() !== '') ?? []

  // the page is for the table: keys go there at once
  const refocus = useCallback(() => grid.current?.focus(), [])
  useEffect(() => refocus(), [refocus])
  const savedViews = useSavedViews(detail.name, shown, addNotice)
  const gridView = useGridView(sheet, shown, refocus)

  // what a person waits for; `npm run bench` and the browser's own tools read the mark
  useEffect(() => afterPaint(() => performance.mark('first-rows')), [])

  const columns = useColumnEditing({ tableId: detail.id, table: table.table, account, addNotice, refocus })
  const [menu, setMenu] = useState<{ readonly column: Column; readonly anchor: DOMRect } | null>(null)
  const closeMenu = useCallback(() => {
    setMenu(null)
    refocus()
  }, [refocus])

  // a row that is left out of what is shown comes back first
  const goTo = (to: CellRef) => {
    if (shown.view.rowIndex(to.row) < 0) shown.set(withoutFilters(shown.state.spec))
    grid.current?.select(to)
  }

  const openForm = () => setFormRow(cell?.row ?? shown.view.rows.find(row => sheet.view.rowIndex(row) >= 0) ?? null)
  const closeForm = () => {
    setFormRow(null)
    refocus()
  }
  useFormKey(openForm)
  // one panel at a time stands beside the table
  const closeOthers = () => {
    setProving(false)
    setFormRow(null)
    if (columns.task !== null) columns.close()
  }
  const commenting = useCommenting(detail.id, sheet, closeOthers)
  useLinkedCell(sheet, addNotice, (to, talking) => {
    goTo(to)
    if (talking) commenting.show('cell')
  })
  const commentsShown = commenting.open && !proving && formRow === null && columns.task === null
  const closeComments = () => {
    commenting.close()
    refocus()
  }
  const cellCommands = [
    {
      id: 'cell:comment',
      label: 'palette:comment',
      keys: 'Shift+F2',
      enabled: () => cell !== null,
      run: () => commenting.show('cell'),
    },
    {
      id: 'cell:history',
      label: 'palette:history',
      keys: '',
      enabled: () => cell !== null,
      run() {
        closeOthers()
        commenting.close()
        if (!inspector.open) inspector.toggle()
      },
    },
  ]
  useFindKeys(what => !phone && setFinding(what))
  useTableSource({
    sheet,
    cell,
    commands: () => [...(grid.current?.commands ?? []), ...cellCommands],
    own: [
      { id: 'find', label: palette('find'), keys: 'Ctrl+F', run: () => setFinding('find') },
      { id: 'replace', label: palette('replace'), keys: 'Ctrl+H', run: () => setFinding('replace') },
      { id: 'form', label: palette('form'), keys: 'Alt+Enter', run: openForm },
      {
        id: 'print',
        label: palette('print'),
        keys: 'Ctrl+P',
        run: () => void navigate({ to: '/print/$name', params: { name: detail.name } }),
      },
      {
        id: 'review',
        label: palette('review'),
        run: () => void navigate({ to: '/tables/$name/review', params: { name: detail.name } }),
      },
      { id: 'inspector', label: palette('inspector'), run: inspector.toggle },
      { id: 'proofs', label: palette('proofs'), run: () => setProving(!proving) },
      ...(columns.may
        ? [{ id: 'columns', label: palette('columns'), run: () => columns.go({ kind: 'list' as const }) }]
        : []),
    ],
    select: goTo,
  })

  return (
    <>
      <TableHeader
        detail={detail}
        table={table}
        sheet={sheet}
        status={status}
        people={people}
        views={<ViewsMenu sheet={shown} saved={savedViews} />}
        ownOnly={hasRowTest(spec, 'own')}
        toggleOwn={() => {
          shown.set(rowTestToggled(shown.state.spec, 'own'))
          refocus()
        }}
        inspector={{
          open: inspector.open && !proving && !commentsShown,
          toggle: () => {
            if ((!proving && !commentsShown) || !inspector.open) inspector.toggle()
            commenting.close()
            setProving(false)
            refocus()
          },
        }}
        comments={{
          open: commentsShown,
          count: commenting.count,
          toggle: () => (commentsShown ? closeComments() : commenting.show('open')),
        }}
        proofs={{
          open: proving && columns.task === null,
          toggle: () => {
            if (columns.task !== null) columns.close()
            else if (proving) refocus()
            setProving(!proving || columns.task !== null)
          },
        }}
        columns={
          columns.may
            ? {
                open: columns.task !== null,
                toggle: () => (columns.task === null ? columns.go({ kind: 'list' }) : columns.close()),
              }
            : null
        }
        form={{ open: formRow !== null, toggle: () => (formRow === null ? openForm() : closeForm()) }}
        undo={() => {
          grid.current?.undo()
          refocus()
        }}
        redo={() => {
          grid.current?.redo()
          refocus()
        }}
        addNotice={addNotice}
      />
      <main id="content" className={styles.main} data-inspector={inspector.open}>
        <div className={styles.table}>
          {!phone && (
            <CellBar sheet={shown} cell={cell} onEdit={() => grid.current?.edit()} onGoTo={() => openPalette('go')} />
          )}
          {finding !== null && !phone && (
            <FindBar
              sheet={shown}
              active={cell}
              replacing={finding === 'replace'}
              select={to => grid.current?.select(to)}
              close={() => {
                setFinding(null)
                refocus()
              }}
            />
          )}
          <ViewBar sheet={shown} done={refocus} />
          <ConflictPanel
            sheet={sheet}
            conflicts={status.conflicts}
            resolve={(conflicts, choice) => table.resolve(conflicts, choice)}
            done={refocus}
          />
          <RefusedPanel
            sheet={sheet}
            table={detail.name}
            refused={status.refused}
            settle={(edits, as) => table.settle(edits, as)}
            addNotice={addNotice}
            done={refocus}
          />
          <div className={styles.grid}>
            {sheet.view.rows.length === 0 ? (
              <Message title={t('empty-title')} body={t('empty-body')} />
            ) : phone ? (
              <Cards sheet={shown} label={facts.title} open={setFormRow} />
            ) : (
              <Grid
                sheet={shown}
                label={facts.title}
                rowHeight={ROW_HEIGHT[density]}
                onActiveCell={to => setCell(to && sheet.view.rowIndex(to.row) < 0 ? null : to)}
                onSelection={setSummary}
                onColumnMenu={
                  columns.may
                    ? (column, button) => setMenu({ column, anchor: button.getBoundingClientRect() })
                    : undefined
                }
                view={gridView.view}
                more={cellCommands}
                handle={grid}
              />
            )}
            <Notices
              notices={notices}
              close={id => {
                closeNotice(id)
                refocus()
              }}
            />
          </div>
          <NotesStrip notes={notes} />
        </div>
        {columns.task !== null && (
          <Suspense fallback={null}>
            <ColumnsPanel
              sheet={sheet}
              tableId={detail.id}
              editing={columns}
              active={cell?.column ?? null}
              inView={() => sheet.view.rowIndex(grid.current?.firstRow() ?? '')}
            />
          </Suspense>
        )}
        {menu && (
          <ColumnMenu
            column={menu.column}
            columns={sheet.view.structure.columns}
            anchor={menu.anchor}
            editing={columns}
            close={closeMenu}
          />
        )}
        {gridView.menu}
        {proving && columns.task === null && (
          <Suspense fallback={null}>
            <ProofsPanel
              sheet={sheet}
              tableId={detail.id}
              select={goTo}
              close={() => {
                setProving(false)
                refocus()
              }}
            />
          </Suspense>
        )}
        {formRow !== null && !proving && columns.task === null && (
          <RowForm
            sheet={shown}
            row={formRow}
            column={cell?.row === formRow ? cell.column : null}
            go={row => {
              setFormRow(row)
              if (cell) grid.current?.select({ row, column: cell.column })
            }}
            close={closeForm}
          />
        )}
        {commentsShown && (
          <Suspense fallback={null}>
            <CommentsPanel
              sheet={sheet}
              tableId={detail.id}
              cell={cell}
              commenting={commenting}
              select={goTo}
              close={closeComments}
            />
          </Suspense>
        )}
        {inspector.open && formRow === null && !phone && !commentsShown && !proving && columns.task === null && (
          <Inspector
            sheet={sheet}
            tableId={detail.id}
            cell={cell}
            departmentName={id => names.get(id) ?? id}
            close={() => {
              inspector.toggle()
              refocus()
            }}
          />
        )}
      </main>
      <StatusBar
        sheet={sheet}
        online={status.save.kind === 'saved' || status.save.kind === 'saving' ? people.length + 1 : null}
        summary={summary}
      />
    </>
  )
}
