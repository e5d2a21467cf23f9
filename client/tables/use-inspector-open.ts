import { useState, useSyncExternalStore } from 'react'

const wide = window.matchMedia('(min-width: 1600px)')

const subscribe = (listener: () => void) => {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

export interface InspectorOpen {
  readonly open: boolean
  readonly toggle: () => void
}

/** Open where there is room for it, until the person says otherwise. */
export function useInspectorOpen(): InspectorOpen {
  const roomy = useSyncExternalStore(subscribe, () => wide.matches)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? roomy
  return { open, toggle: () => setChosen(!open) }
}
