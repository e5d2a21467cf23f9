import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedSession } from '../../shared/protocol/api-accounts.ts'
import { endSession, sessionsQuery } from '../api/accounts.ts'
import { messageOf } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { Pill } from '../ui/pill.tsx'
import { when } from '../workspace/when.ts'
import styles from './accounts.module.css'
import { browserName } from './browser-name.ts'

/** @param account whose; null: one's own */
export function SessionList({ account }: { readonly account: string | null }) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const { data: sessions, error } = useQuery(sessionsQuery(account))
  const [problem, setProblem] = useState<string | null>(null)
  const end = async (session: string) => {
    setProblem(null)
    await endSession(account, session).catch(failure => setProblem(messageOf(failure)))
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  const said = problem ?? (error && messageOf(error))
  return (
    <>
      {said && <p role="alert">{said}</p>}
      {sessions?.length === 0 && <p className={styles.quiet}>{t('sessions-none')}</p>}
      <ul className={styles.sessions}>
        {sessions?.map(session => (
          <Session key={session.id} session={session} end={() => void end(session.id)} />
        ))}
      </ul>
    </>
  )
}

function Session({ session, end }: { readonly session: ListedSession; readonly end: () => void }) {
  const { t } = useTranslation('accounts')
  const name = t('session-of', {
    agent: browserName(session.agent) ?? t('agent-unknown'),
    address: session.address ?? t('address-unknown'),
  })
  return (
    <li data-current={session.current}>
      <span title={session.agent ?? undefined}>
        {name}
        <small>{t('session-since', { since: when(session.createdAt), used: when(session.lastUsedAt) })}</small>
      </span>
      {session.current ? (
        <Pill tone="own">{t('session-current')}</Pill>
      ) : (
        <Button small aria-label={t('end-session', { session: name })} onClick={end}>
          {t('end')}
        </Button>
      )}
    </li>
  )
}
