import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { auditLinesQuery, exportAudit } from '../api/audit.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import office from '../workspace/office-page.module.css'
import { OfficeHeader, OfficePage } from '../workspace/office-page.tsx'
import { when } from '../workspace/when.ts'
import styles from './audit.module.css'
import { AuditFilters } from './audit-filters.tsx'
import { filterOf } from './audit-search.ts'
import { AuditTable } from './audit-table.tsx'

/** `/audit`: what happened, for those who inspect. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const refused = { title: t('not-yours-title'), body: t('not-yours-body') }
  return (
    <OfficePage title={t('title')} action="read-audit" refused={refused}>
      <Log />
    </OfficePage>
  )
}

function Log() {
  const { t } = useTranslation('audit')
  const { t: common } = useTranslation()
  const search = useSearch({ from: '/workspace/audit' })
  const navigate = useNavigate({ from: '/audit' })
  const filter = filterOf(search)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(auditLinesQuery(filter))
  const lines = data?.pages.flatMap(page => page.lines) ?? []
  const searchedTo = data?.pages.at(-1)?.searchedTo ?? null
  return (
    <>
      <OfficeHeader title={t('title')} lead={t('lead')}>
        <ExportButton run={() => exportAudit(filter)} />
      </OfficeHeader>
      <main id="content" className={styles.main}>
        <AuditFilters search={search} set={next => void navigate({ search: next, replace: true })} />
        {error && !data ? (
          <Message
            urgent
            title={t('failed-title')}
            body={messageOf(error)}
            action={<Button onClick={() => void refetch()}>{common('retry')}</Button>}
          />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keys
          <section className={office.scroll} tabIndex={0} aria-label={t('title')} aria-busy={isFetching}>
            <AuditTable lines={lines} />
            <p className={styles.foot} role="status">
              {isFetching
                ? t('loading')
                : lines.length === 0 && !hasNextPage
                  ? t('none')
                  : t(hasNextPage ? 'lines' : 'all', { count: lines.length })}
              {!isFetching && searchedTo !== null && ` ${t('searched-to', { when: when(searchedTo) })}`}
            </p>
            {hasNextPage && (
              <Button className={styles.more} disabled={isFetching} onClick={() => void fetchNextPage()}>
                {t('more')}
              </Button>
            )}
          </section>
        )}
      </main>
    </>
  )
}

function ExportButton({ run }: { readonly run: () => Promise<string> }) {
  const { t } = useTranslation('audit')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const take = async () => {
    setBusy(true)
    setSaid(null)
    try {
      setSaid(t('exported', { name: await run() }))
    } catch (error) {
      setSaid(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <span className={styles.said} role="status">
        {said}
      </span>
      <Button disabled={busy} aria-busy={busy} onClick={() => void take()}>
        <Download size={14} aria-hidden="true" />
        {t(busy ? 'exporting' : 'export')}
      </Button>
    </>
  )
}
