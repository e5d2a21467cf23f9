import { useCallback, useState } from 'react'

interface NewNotice {
  readonly tone: 'done' | 'warn'
  readonly title?: string
  readonly text: string
}
export interface Notice extends NewNotice {
  readonly id: number
}
export type AddNotice = (notice: NewNotice) => void

const MOST = 99
const DONE_MS = 6_000

let lastId = 0

/** Notices of the page, newest first. A warning stays until it is closed: nobody should miss a number that was not written. */
export function useNotices() {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const close = useCallback((id: number) => setNotices(list => list.filter(notice => notice.id !== id)), [])
  const add = useCallback<AddNotice>(
    notice => {
      const id = ++lastId
      setNotices(list => {
        // the same sentence twice, say a paste refused cell by cell, is one notice
        const rest = list.filter(other => other.text !== notice.text)
        return [{ ...notice, id }, ...rest].slice(0, MOST)
      })
      if (notice.tone === 'done') setTimeout(() => close(id), DONE_MS)
    },
    [close],
  )
  return { notices, add, close }
}
