import { Link, useNavigate } from '@tanstack/react-router'
import { Columns3, PanelRight, Printer, RectangleEllipsis, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { CommentsButton } from '../comments/comments-button.tsx'
import { usePrintKey } from '../print/use-print-key.ts'
import { ProofsButton } from '../proofs/proofs-button.tsx'
import type { OpenTable, TableStatus } from '../sync/open-table.ts'
import { IconButton } from '../ui/button.tsx'
import { Avatars } from './avatars.tsx'
import type { TableSheet } from './create-sheet.ts'
import { ExportButton } from './export-button.tsx'
import { OwnRowsToggle } from './own-rows-toggle.tsx'
import type { Person } from './people.ts'
import { PhasePill } from './phase-pill.tsx'
import { SaveStateView } from './save-state-view.tsx'
import styles from './table-header.module.css'
import { UndoButtons } from './undo-buttons.tsx'
import type { InspectorOpen } from './use-inspector-open.ts'
import type { AddNotice } from './use-notices.ts'

interface Props {
  readonly detail: TableDetail
  readonly table: OpenTable
  readonly sheet: TableSheet
  readonly status: TableStatus
  readonly people: readonly Person[]
  readonly ownOnly: boolean
  readonly toggleOwn: () => void
  readonly views: ReactNode
  readonly inspector: InspectorOpen
  readonly comments: { readonly open: boolean; readonly count: number; readonly toggle: () => void }
  readonly proofs: { readonly open: boolean; readonly toggle: () => void }
  /** null: the person may not change columns */
  readonly columns: { readonly open: boolean; readonly toggle: () => void } | null
  readonly form: { readonly open: boolean; readonly toggle: () => void }
  readonly undo: () => void
  readonly redo: () => void
  readonly addNotice: AddNotice
}

export function TableHeader(props: Props) {
  const { detail, table, sheet, status, people, inspector, addNotice } = props
  const { t } = useTranslation('table')
  const { t: common } = useTranslation()
  const { t: columns } = useTranslation('columns')
  const { t: review } = useTranslation('review')
  const { t: form } = useTranslation('form')
  const { t: print } = useTranslation('print')
  const navigate = useNavigate()
  const openPrint = () => void navigate({ to: '/print/$name', params: { name: detail.name } })
  usePrintKey(openPrint)
  const facts = sheet.view.structure.table
  const subtitle = [
    facts.unitLine ?? t('units-in-rows'),
    t('edition', { seq: table.table.edition.seq }),
    facts.source && t('source', { source: facts.source }),
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h1 title={facts.title}>{facts.title}</h1>
        <p title={subtitle}>{subtitle}</p>
      </div>
      <PhasePill phase={facts.phase} />
      <span className={styles.space} />
      <Avatars people={people} />
      <SaveStateView state={status.save} />
      {status.save.kind === 'offline' && (
        <IconButton label={common('retry')} onClick={() => table.retryNow()}>
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
      )}
      <span className={styles.tools} role="toolbar" aria-label={t('tools')}>
        <UndoButtons sheet={sheet} undo={props.undo} redo={props.redo} />
        {props.views}
        <OwnRowsToggle sheet={sheet} pressed={props.ownOnly} toggle={props.toggleOwn} />
        <CommentsButton {...props.comments} />
        <ProofsButton open={props.proofs.open} toggle={props.proofs.toggle} />
        {props.columns && (
          <IconButton
            label={columns('columns')}
            aria-pressed={props.columns.open}
            data-tool="columns"
            onClick={props.columns.toggle}
          >
            <Columns3 size={16} aria-hidden="true" />
          </IconButton>
        )}
        <IconButton
          label={form('open')}
          keys="Alt+Enter"
          aria-pressed={props.form.open}
          data-tool="form"
          onClick={props.form.toggle}
        >
          <RectangleEllipsis size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={print('open')} keys="Ctrl+P" data-tool="print" onClick={openPrint}>
          <Printer size={16} aria-hidden="true" />
        </IconButton>
        <IconButton
          label={inspector.open ? t('inspector-close') : t('inspector-open')}
          aria-pressed={inspector.open}
          onClick={inspector.toggle}
        >
          <PanelRight size={16} aria-hidden="true" />
        </IconButton>
      </span>
      <Link
        className={styles.review}
        to="/tables/$name/review"
        params={{ name: detail.name }}
        title={review('open-hint')}
      >
        {review('open')}
      </Link>
      {detail.permissions.export && (
        <ExportButton table={detail.name} title={facts.title} unsaved={status.unsaved} addNotice={addNotice} />
      )}
    </header>
  )
}
