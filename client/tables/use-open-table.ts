import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../shared/accounts/account.ts'
import type { RefusedEdit } from '../../shared/document/edit.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { commentsQuery } from '../api/comments.ts'
import { noticesQuery } from '../api/notices.ts'
import { tableQuery } from '../api/tables.ts'
import { holdRights } from '../permissions/held-rights.ts'
import { browserHost, roomUrl } from '../sync/browser-host.ts'
import { fetchEdition } from '../sync/fetch-edition.ts'
import { OpenTable } from '../sync/open-table.ts'
import type { Overtaken } from '../sync/overtaken.ts'
import { createPendingStore } from '../sync/pending-store.ts'
import { createSheet, type TableSheet } from './create-sheet.ts'

export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly table: OpenTable; readonly sheet: TableSheet }
  | { readonly kind: 'failed'; readonly error: unknown }

export interface OpenTableEvents {
  readonly onRefused: (edits: readonly RefusedEdit[], sheet: TableSheet) => void
  readonly onOvertaken: (edit: Overtaken, sheet: TableSheet) => void
  readonly onStorageFull: () => void
  readonly onSignedOut: () => void
}

/** A name for this opening of a table; `crypto.randomUUID` is missing on plain http. */
const newPage = (): string => crypto.getRandomValues(new Uint32Array(2)).join('-')

/** Opens the table for as long as the page shows it. `again` tries once more after a failure. */
export function useOpenTable(detail: TableDetail, account: Account, events: OpenTableEvents) {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' })
  const [attempt, setAttempt] = useState(0)
  const queryClient = useQueryClient()
  const latest = useRef({ detail, events })
  useEffect(() => {
    latest.current = { detail, events }
  })
  const { id } = detail

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the reason to run again
  useEffect(() => {
    const abort = new AbortController()
    let open: OpenTable | null = null
    const fetchCurrent = async () => {
      const { room, edition: hash } = await queryClient.fetchQuery({ ...tableQuery(id), staleTime: 0 })
      return { room, ...(await fetchEdition(hash, abort.signal)) }
    }
    const run = async () => {
      const { detail } = latest.current
      const current = { room: detail.room, ...(await fetchEdition(detail.edition, abort.signal)) }
      if (abort.signal.aborted) return
      performance.mark('edition-loaded')
      const names = new Map(detail.departments.map(department => [department.id, department.name]))
      let sheet: TableSheet | null = null
      const rights = holdRights(account, detail.rules)
      const table = new OpenTable({
        current,
        editions: { fetchCurrent },
        host: browserHost,
        url: roomUrl,
        store: createPendingStore(account.id, id, newPage(), localStorage, navigator.locks ?? null),
        onRefused: edits => sheet && latest.current.events.onRefused(edits, sheet),
        onOvertaken: edit => sheet && latest.current.events.onOvertaken(edit, sheet),
        onStorageFull: () => latest.current.events.onStorageFull(),
        onNews: what => {
          if (what === null || what === 'comments') void queryClient.invalidateQueries(commentsQuery(id))
          if (what === null || what === 'notices') void queryClient.invalidateQueries(noticesQuery)
        },
        onRights: news => rights.take(news),
        onSignedOut: () => latest.current.events.onSignedOut(),
      })
      open = table
      sheet = createSheet({
        tableId: id,
        table: table.table,
        account,
        rights,
        presence: table.presence,
        linked: table.linked,
        departmentName: department => names.get(department) ?? department,
      })
      await table.start()
      if (!abort.signal.aborted) setOpening({ kind: 'open', table, sheet })
    }
    setOpening({ kind: 'opening' })
    run().catch((error: unknown) => {
      if (!abort.signal.aborted) setOpening({ kind: 'failed', error })
    })
    return () => {
      abort.abort()
      open?.close()
    }
  }, [id, account, attempt, queryClient])

  return { opening, again: () => setAttempt(attempt + 1) }
}
