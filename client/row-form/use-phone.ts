import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 767px)')

const subscribe = (listener: () => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Too narrow for a grid: rows are shown as cards. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
