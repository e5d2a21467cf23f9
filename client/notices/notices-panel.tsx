import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { noticesQuery, readNotice, readNoticesUpTo } from '../api/notices.ts'
import { tablesQuery } from '../api/tables.ts'
import { Button } from '../ui/button.tsx'
import { NoticeItem } from './notice-item.tsx'
import styles from './notices.module.css'

/** The person's notices, newest first; the arrows walk through them (NOTE-10). */
export function NoticesPanel({ id, close }: { readonly id: string; readonly close: () => void }) {
  const { t } = useTranslation('notices')
  const queryClient = useQueryClient()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(noticesQuery)
  const { data: tables } = useQuery(tablesQuery)
  const panel = useRef<HTMLElement>(null)
  const settled = { onSettled: () => queryClient.invalidateQueries(noticesQuery) }
  const one = useMutation({ mutationFn: readNotice, ...settled })
  const all = useMutation({ mutationFn: readNoticesUpTo, ...settled })
  const notices = data?.pages.flatMap(page => page.notices) ?? []
  const unread = data?.pages[0]?.unread ?? 0
  const titles = new Map(tables?.map(({ id, title, shortTitle }) => [id, shortTitle ?? title]))
  const failure = error ?? one.error ?? all.error

  useEffect(() => (panel.current?.querySelector<HTMLElement>('a') ?? panel.current)?.focus(), [])

  return (
    <section ref={panel} id={id} className={styles.panel} aria-label={t('panel')} tabIndex={-1} onKeyDown={walk}>
      <header>
        <h2>{t('panel')}</h2>
        {unread > 0 && <Button onClick={() => all.mutate(notices[0]!.id)}>{t('all-read')}</Button>}
      </header>
      {failure && <p role="alert">{messageOf(failure)}</p>}
      {data && notices.length === 0 && <p>{t('none')}</p>}
      <ul>
        {notices.map(notice => (
          <li key={notice.id}>
            <NoticeItem
              notice={notice}
              title={titles.get(notice.table.id) ?? notice.table.name}
              onGo={() => {
                if (!notice.read) one.mutate(notice.id)
                close()
              }}
            />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </section>
  )
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('li a')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  links[Math.max(0, Math.min(links.length - 1, to))]?.focus()
}
