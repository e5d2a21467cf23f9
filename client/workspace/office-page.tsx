import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/session.ts'
import { mayInOffice } from '../permissions/may-in-office.ts'
import { Message } from '../ui/message.tsx'
import styles from './office-page.module.css'

/** A page by which the workspace is run: its title in the window, and what it says to those whose page it is not. */
export function OfficePage({
  title,
  action,
  refused,
  children,
}: {
  readonly title: string
  readonly action: Parameters<typeof mayInOffice>[1]
  readonly refused: { readonly title: string; readonly body: string }
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const { data: account } = useQuery(sessionQuery)

  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])

  if (account && mayInOffice(account, action)) return children
  return (
    <>
      <OfficeHeader title={title} />
      <main id="content">
        <Message title={refused.title} body={refused.body} />
      </main>
    </>
  )
}

interface HeaderProps {
  readonly title: string
  readonly lead?: string
  readonly children?: ReactNode
}

/** Title, one line on what the page is for, and what it offers. */
export const OfficeHeader = ({ title, lead, children }: HeaderProps) => (
  <header className={styles.header}>
    <h1>{title}</h1>
    {lead !== undefined && <p>{lead}</p>}
    {children}
  </header>
)
