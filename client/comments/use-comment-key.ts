import { useEffect, useRef } from 'react'

/** Shift+F2 on a cell that is not being edited opens its comments, as in Excel. */
export function useCommentKey(open: () => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
      const { target } = event
      if (!(target instanceof HTMLTextAreaElement) || !target.matches('.tc-grid .field:not(.editing)')) return
      event.preventDefault()
      event.stopPropagation()
      latest.current()
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
}
