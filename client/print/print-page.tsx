import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, Printer } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { tableQuery, tableRowsQuery } from '../api/tables.ts'
import { shownColumns } from '../grid/column-tree.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import styles from './print.module.css'
import { PrintTable } from './print-table.tsx'

/** A table as a document: A4 landscape, as the server has it now. */
export function PrintPage() {
  const { name } = useParams({ from: '/print/$name' })
  const { t } = useTranslation('print')
  const { t: table } = useTranslation('table')
  const { t: common } = useTranslation()
  const detail = useQuery(tableQuery(name))
  const rows = useQuery(tableRowsQuery(name))
  const error = detail.error ?? rows.error
  const title = detail.data?.title ?? ''
  useEffect(() => {
    document.title = title || common('product')
    document.documentElement.dataset.page = 'print'
    return () => {
      delete document.documentElement.dataset.page
    }
  }, [title, common])

  if (error)
    return (
      <main>
        <Message
          alone
          urgent
          title={table('failed-title')}
          body={messageOf(error)}
          action={<Link to="/">{common('back')}</Link>}
        />
      </main>
    )
  const ready = detail.data !== undefined && rows.data !== undefined
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <Link to="/tables/$name" params={{ name }}>
          <ArrowLeft size={14} aria-hidden="true" />
          {t('back')}
        </Link>
        <span>{ready && t('rows', { count: rows.data.rows.length })}</span>
        <Button kind="primary" disabled={!ready} onClick={() => window.print()}>
          <Printer size={14} aria-hidden="true" />
          {t('print')}
        </Button>
      </header>
      {ready ? (
        <main className={styles.sheet} data-print-ready="true">
          <h1>{title}</h1>
          <p className={styles.unit}>{detail.data.unitLine ?? ''}</p>
          <PrintTable columns={shownColumns(detail.data.columns).filter(inPrint)} rows={rows.data.rows} />
          {rows.data.total > rows.data.rows.length && (
            <p className={styles.cut}>{t('cut', { shown: rows.data.rows.length, total: rows.data.total })}</p>
          )}
          {detail.data.notes.length > 0 && (
            <ol className={styles.notes}>
              {detail.data.notes.map(note => (
                <li key={note}>{note}</li>
              ))}
            </ol>
          )}
          <p className={styles.foot}>
            {[
              detail.data.source && table('source', { source: detail.data.source }),
              table('edition', { seq: detail.data.seq }),
              t('printed', {
                when: new Date(rows.dataUpdatedAt).toLocaleString(undefined, {
                  dateStyle: 'medium',
                  timeStyle: 'short',
                }),
              }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </main>
      ) : (
        <main className={styles.sheet} aria-busy="true">
          <p>{common('loading')}</p>
        </main>
      )}
    </div>
  )
}

/** Columns that the official form leaves out are for working, not for paper. */
const inPrint = ({ official }: { readonly official?: boolean | null | undefined }) => official !== false
