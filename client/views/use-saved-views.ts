import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SavedView, ViewBody } from '../../shared/protocol/api-views.ts'
import { PLAIN_VIEW, type ViewSpec } from '../../shared/views/view-spec.ts'
import { messageOf } from '../api/api-error.ts'
import { deleteView, postView, putStanding, putView, viewsQuery } from '../api/views.ts'
import type { AddNotice } from '../tables/use-notices.ts'
import { useViewState } from './use-view.ts'
import type { ViewSheet } from './view-sheet.ts'

export interface SavedViews {
  readonly list: readonly SavedView[]
  /** the saved view that one looks through, changed or not */
  readonly current: SavedView | null
  readonly mayShare: boolean
  open(view: SavedView | null): void
  save(view: Pick<ViewBody, 'name' | 'shared'>): Promise<boolean>
  change(view: SavedView, to: Partial<ViewBody>): Promise<boolean>
  remove(view: SavedView): Promise<boolean>
}

/** ms after the last change of the view until the server is told */
const SETTLED = 700

/** The table's saved views, and how one looked at it last: taken up on coming, kept while one is here. */
export function useSavedViews(table: string, sheet: ViewSheet, addNotice: AddNotice): SavedViews {
  const { data } = useQuery(viewsQuery(table))
  const queries = useQueryClient()
  const { spec } = useViewState(sheet)
  const [chosen, setChosen] = useState<number | null>(null)
  const taken = useRef<ViewSpec | null>(null)

  useEffect(() => {
    if (data === undefined || taken.current !== null) return
    const standing = data.standing
    // who was quicker than the answer meant what they did
    if (standing && sheet.state.spec === PLAIN_VIEW) {
      setChosen(standing.view)
      sheet.set(standing.spec)
    }
    taken.current = sheet.state.spec
  }, [data, sheet])

  const kept = useRef<number | null>(null)
  useEffect(() => {
    if (taken.current === null || (taken.current === spec && kept.current === chosen)) return
    const tell = () => {
      taken.current = spec
      kept.current = chosen
      // it is a comfort, not somebody's work: where it fails, the next change tells again
      putStanding(table, { view: chosen, spec }).catch(() => undefined)
    }
    const timer = setTimeout(tell, SETTLED)
    const leaving = () => {
      clearTimeout(timer)
      tell()
    }
    window.addEventListener('pagehide', leaving, { once: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', leaving)
    }
  }, [table, spec, chosen])

  const attempt = async (act: () => Promise<void>): Promise<boolean> => {
    try {
      await act()
      await queries.invalidateQueries(viewsQuery(table))
      return true
    } catch (error) {
      addNotice({ tone: 'warn', text: messageOf(error) })
      return false
    }
  }
  const list = data?.views ?? []
  return {
    list,
    current: list.find(({ id }) => id === chosen) ?? null,
    mayShare: data?.mayShare ?? false,
    open(view) {
      setChosen(view?.id ?? null)
      sheet.set(view?.spec ?? PLAIN_VIEW)
    },
    save: view =>
      attempt(async () => {
        const saved = await postView(table, { ...view, spec: sheet.state.spec })
        setChosen(saved.id)
      }),
    change: ({ id, name, shared, spec: was }, to) =>
      attempt(() => putView(table, id, { name, shared, spec: was, ...to })),
    remove: ({ id }) =>
      attempt(async () => {
        await deleteView(table, id)
        if (chosen === id) setChosen(null)
      }),
  }
}
