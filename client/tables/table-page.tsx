import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, messageOf } from '../api/api-error.ts'
import { sessionQuery } from '../api/session.ts'
import { tableQuery, tablesQuery } from '../api/tables.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { TableSkeleton } from './table-skeleton.tsx'
import { TableWorkspace } from './table-workspace.tsx'

/** `/tables/{name}`: finds the table, then hands over to the workspace. */
export function TablePage() {
  const { name } = useParams({ from: '/workspace/tables/$name' })
  const { t } = useTranslation('table')
  const { t: common } = useTranslation()
  const { data: account } = useQuery(sessionQuery)
  const { data: detail, error, refetch } = useQuery({ ...tableQuery(name), staleTime: 60_000 })
  const { data: tables } = useQuery(tablesQuery)
  const title = detail?.title ?? tables?.find(table => table.name === name)?.title ?? ''

  useEffect(() => {
    document.title = `${title || name} · ${common('product')}`
  }, [title, name, common])

  if (account && detail) return <TableWorkspace key={`${detail.id}/${account.id}`} detail={detail} account={account} />
  if (!error) return <TableSkeleton title={title} />
  return (
    <>
      <header />
      <main id="content">
        <Message
          alone
          urgent
          title={t('failed-title')}
          body={messageOf(error)}
          action={
            error instanceof ApiError && error.retry === 'never' ? (
              <Link to="/">{common('back')}</Link>
            ) : (
              <Button onClick={() => void refetch()}>{common('retry')}</Button>
            )
          }
        />
      </main>
    </>
  )
}
