import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { sessionQuery } from '../api/session.ts'
import { tablesQuery } from '../api/tables.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import styles from './home-page.module.css'
import { TableList, TableListSkeleton } from './table-list.tsx'

export function HomePage() {
  const { t } = useTranslation('workspace')
  const { t: common } = useTranslation()
  const { data: account } = useQuery(sessionQuery)
  const { data: tables, error, refetch } = useQuery({ ...tablesQuery, refetchInterval: 30_000 })

  useEffect(() => {
    document.title = `${t('home')} · ${common('product')}`
  }, [t, common])

  const counts = tables?.flatMap(({ ownRows }) => ownRows || []) ?? []
  const rows = counts.reduce((sum, count) => sum + count, 0)
  const lead = account?.roles.includes('planning')
    ? t('lead-planning')
    : rows > 0
      ? t('lead', { department: account?.departmentName ?? '', tables: counts.length, rows })
      : t('lead-none')

  return (
    <>
      <header className={styles.header}>
        <h1>{t('home')}</h1>
      </header>
      <main id="content" className={styles.page} tabIndex={-1}>
        {error && !tables ? (
          <Message
            urgent
            title={t('failed-title')}
            body={messageOf(error)}
            action={<Button onClick={() => void refetch()}>{common('retry')}</Button>}
          />
        ) : tables?.length === 0 ? (
          <Message title={t('empty-title')} body={t('empty-body')} />
        ) : (
          <div className={styles.sheet}>
            <div className={styles.intro}>
              <h2>{t('greeting', { name: account?.name ?? '' })}</h2>
              <p>{tables ? lead : common('loading')}</p>
            </div>
            {tables ? <TableList tables={tables} /> : <TableListSkeleton />}
          </div>
        )}
      </main>
    </>
  )
}
