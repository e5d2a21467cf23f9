import { useEffect, useRef } from 'react'

/** Alt+Enter on a cell that is not being edited opens its row; while editing it is a line break, as in Excel. */
export function useFormKey(open: () => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
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
