import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/accounts/account.ts'
import type { HomeAnswer } from '../../shared/protocol/api-home.ts'
import type { TableSummary } from '../../shared/protocol/api-tables.ts'
import { messageOf } from '../api/api-error.ts'
import { homeQuery } from '../api/home.ts'
import { sessionQuery } from '../api/session.ts'
import { tablesQuery } from '../api/tables.ts'
import { Tour } from '../tour/tour.tsx'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { TableList, TableListSkeleton } from '../workspace/table-list.tsx'
import { when } from '../workspace/when.ts'
import { ChangesSince } from './changes-since.tsx'
import styles from './home.module.css'
import { homeViewOf, ownParts, startOfYesterday } from './home-figures.ts'
import { Offices } from './offices.tsx'
import { OwnTables } from './own-tables.tsx'
import { TableProgress } from './table-progress.tsx'

const AGAIN = { refetchInterval: 30_000 }

export function HomePage() {
  const { t } = useTranslation('workspace')
  const { t: common } = useTranslation()
  const [since] = useState(() => startOfYesterday(Date.now()))
  const { data: account } = useQuery(sessionQuery)
  const tables = useQuery({ ...tablesQuery, ...AGAIN })
  const home = useQuery({ ...homeQuery(since), ...AGAIN })
  const error = tables.error ?? home.error

  useEffect(() => {
    document.title = `${t('home')} · ${common('product')}`
  }, [t, common])

  const retry = () => Promise.all([tables.refetch(), home.refetch()])
  return (
    <>
      <header className={styles.header}>
        <h1>{t('home')}</h1>
      </header>
      <main id="content" className={styles.page} tabIndex={-1}>
        {error && !(tables.data && home.data) ? (
          <Message
            urgent
            title={t('failed-title')}
            body={messageOf(error)}
            action={<Button onClick={() => void retry()}>{common('retry')}</Button>}
          />
        ) : tables.data?.length === 0 ? (
          <Message title={t('empty-title')} body={t('empty-body')} />
        ) : (
          <div className={styles.sheet}>
            {error && <Stale at={home.dataUpdatedAt} />}
            {account && home.data && tables.data ? (
              <Arrived account={account} home={home.data} tables={tables.data} />
            ) : (
              <>
                <Intro account={account ?? null} lead={common('loading')} />
                <TableListSkeleton />
              </>
            )}
          </div>
        )}
      </main>
    </>
  )
}

function Stale({ at }: { readonly at: number }) {
  const { t } = useTranslation('home')
  return (
    <p className={styles.stale} role="status">
      {t('stale', { when: when(at) })}
    </p>
  )
}

function Intro({ account, lead }: { readonly account: Account | null; readonly lead: string }) {
  const { t } = useTranslation('workspace')
  return (
    <div className={styles.intro}>
      <h2>{t('greeting', { name: account?.name ?? '' })}</h2>
      <p>{lead}</p>
    </div>
  )
}

interface ArrivedProps {
  readonly account: Account
  readonly home: HomeAnswer
  readonly tables: readonly TableSummary[]
}

function Arrived({ account, home, tables }: ArrivedProps) {
  const { t } = useTranslation('home')
  const view = homeViewOf(account)
  const first = {
    own: <OwnTables tables={home.tables} department={account.department ?? ''} />,
    offices: <Offices home={home} mayPlan />,
    progress: <TableProgress tables={home.tables} />,
  }[view]
  return (
    <>
      <Intro account={account} lead={useLead(account, home)} />
      <div className={styles.sides} data-home={view}>
        <div className={styles.main}>
          {first}
          <section aria-labelledby="home-tables">
            <h3 id="home-tables">{t('all-tables')}</h3>
            <TableList tables={tables} />
          </section>
        </div>
        <div className={styles.main}>
          <Tour account={account.id} />
          <ChangesSince home={home} />
        </div>
      </div>
    </>
  )
}

function useLead(account: Account, { tables, departments }: HomeAnswer): string {
  const { t } = useTranslation('home')
  const blankOf = ({ cells, filled }: { readonly cells: number; readonly filled: number }) => cells - filled
  switch (homeViewOf(account)) {
    case 'own': {
      const parts = ownParts(tables, account.department ?? '')
      const blank = parts.reduce((sum, part) => sum + part.blank, 0)
      const returned = parts.reduce((sum, { share }) => sum + share.returned, 0)
      if (parts.length === 0) return t('own-none')
      return t('lead-own', { department: account.departmentName ?? '', tables: parts.length, blank, returned })
    }
    case 'offices': {
      const offices = departments.filter(({ id }) =>
        tables.some(({ shares }) => shares.some(share => share.department === id && blankOf(share) > 0)),
      ).length
      const open = tables.reduce((sum, table) => sum + table.open, 0)
      return t('lead-offices', { offices, open })
    }
    case 'progress': {
      const behind = tables.reduce((sum, { judged }) => sum + judged.reduce((all, each) => all + each.behind, 0), 0)
      return t('lead-progress', { tables: tables.length, behind })
    }
  }
}
