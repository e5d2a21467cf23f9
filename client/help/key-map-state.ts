import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let open = false

function set(next: boolean): void {
  open = next
  for (const listener of listeners) listener()
}
export const openKeyMap = (): void => set(true)
export const closeKeyMap = (): void => set(false)
export const useKeyMapOpen = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
