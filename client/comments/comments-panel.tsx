import { useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import { messageOf } from '../api/api-error.ts'
import { commentsQuery, postThread } from '../api/comments.ts'
import { cellLabel } from '../tables/cell-facts.ts'
import type { TableSheet } from '../tables/create-sheet.ts'
import { useSheetVersion } from '../tables/use-sheet.ts'
import { IconButton } from '../ui/button.tsx'
import { Segments } from '../ui/segments.tsx'
import styles from './comments.module.css'
import { Composer } from './composer.tsx'
import { ThreadCard } from './thread-card.tsx'
import type { Commenting } from './use-commenting.ts'

interface Props {
  readonly sheet: TableSheet
  readonly tableId: string
  /** where one is */
  readonly cell: CellRef | null
  readonly commenting: Commenting
  readonly select: (cell: CellRef) => void
  readonly close: () => void
}

const FILTERS = ['cell', 'open', 'resolved'] as const

/** 批注: what was said of the active cell, or of all cells, beside them. */
export default function CommentsPanel({ sheet, tableId, cell, commenting, select, close }: Props) {
  const { t } = useTranslation('comments')
  useSheetVersion(sheet, change => change.rows || change.structure)
  const queryClient = useQueryClient()
  const { data, error } = useQuery(commentsQuery(tableId))
  const panel = useRef<HTMLElement>(null)
  const { filter, asked, drafts } = commenting
  const ready = data !== undefined

  // whoever asked for it came to read and to write: the keys go to the first answer, else to the first place
  // biome-ignore lint/correctness/useExhaustiveDependencies: being asked again is the reason to run again
  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>(filter === 'cell' ? 'textarea' : 'article button')
    ;(first ?? panel.current)?.focus()
  }, [asked, ready])

  const refresh = () => void queryClient.invalidateQueries(commentsQuery(tableId))
  const changed = () => {
    panel.current?.focus()
    refresh()
  }
  const threads = (data?.threads ?? []).filter(thread =>
    filter === 'cell'
      ? cell !== null && thread.row === cell.row && thread.column === cell.column
      : (thread.resolved !== null) === (filter === 'resolved'),
  )
  const here = cell === null ? '' : `${cell.row}:${cell.column}`
  return (
    <aside ref={panel} className={styles.panel} tabIndex={-1} aria-label={t('comments')} onKeyDown={keys(close)}>
      <IconButton className={styles.close} label={t('close')} keys="Esc" onClick={close}>
        <X size={15} aria-hidden="true" />
      </IconButton>
      <h2>{t('comments')}</h2>
      <Segments
        legend={t('which')}
        options={FILTERS.map(value => ({ value, label: t(`filter-${value}`) }))}
        value={filter}
        choose={commenting.choose}
      />
      {filter === 'cell' && (
        <p className={styles.lead}>{cell ? cellLabel(sheet.view, cell.row, cell.column) : t('no-cell')}</p>
      )}
      {!ready ? (
        <p className={styles.lead}>{error ? messageOf(error) : t('waiting')}</p>
      ) : (
        <>
          {threads.length === 0 && <p className={styles.lead}>{t(`none-${filter}`)}</p>}
          {(filter === 'cell' ? [...threads].sort((a, b) => a.at - b.at) : threads).map(thread => (
            <ThreadCard
              key={thread.id}
              tableId={tableId}
              view={sheet.view}
              thread={thread}
              mayResolve={data.mayResolve}
              goTo={filter === 'cell' ? null : () => select(thread)}
              drafts={drafts}
              refresh={refresh}
              changed={changed}
            />
          ))}
          {filter === 'resolved' && data.more && <p className={styles.lead}>{t('more')}</p>}
          {filter === 'cell' && cell !== null && (
            <Composer
              key={here}
              tableId={tableId}
              label={t('new-label')}
              sendLabel={t('send')}
              draft={drafts.get(here) ?? ''}
              keep={draft => drafts.set(here, draft)}
              send={text => postThread(tableId, cell, text).then(refresh)}
            />
          )}
        </>
      )}
    </aside>
  )
}

const PLACES = 'article > button[class]:first-child'

/** Up and down walk the list, Escape goes back to the table. */
const keys = (close: () => void) => (event: KeyboardEvent<HTMLElement>) => {
  if (event.key === 'Escape') {
    event.preventDefault()
    close()
    return
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.target instanceof HTMLInputElement) return
  event.preventDefault()
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>(PLACES)]
  const at = places.findIndex(place => place.parentElement?.contains(document.activeElement))
  places[Math.max(0, Math.min(places.length - 1, at + step))]?.focus()
}
