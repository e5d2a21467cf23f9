import { useEffect, useRef } from 'react'

/** Ctrl+F and Ctrl+H: the browser's own search sees only the rows that are drawn. */
export function useFindKeys(open: (what: 'find' | 'replace') => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return
      const key = event.key.toLowerCase()
      if (key !== 'f' && key !== 'h') return
      event.preventDefault()
      event.stopPropagation()
      latest.current(key === 'f' ? 'find' : 'replace')
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
}
