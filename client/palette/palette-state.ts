import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { PaletteSource } from './palette-item.ts'

/** `go`: rows and columns only, as a name box; `all`: everything */
export type PaletteMode = 'all' | 'go'

const sources = new Set<{ readonly current: PaletteSource }>()
const listeners = new Set<() => void>()
let mode: PaletteMode | null = null

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** null closes it */
export function openPalette(next: PaletteMode | null): void {
  mode = next
  for (const listener of listeners) listener()
}
export const usePaletteMode = (): PaletteMode | null => useSyncExternalStore(subscribe, () => mode)

/** A part of the page that is on the screen offers what it has. */
export function usePaletteSource(source: PaletteSource): void {
  const latest = useRef(source)
  latest.current = source
  useEffect(() => {
    sources.add(latest)
    return () => void sources.delete(latest)
  }, [])
}
export const paletteSources = (): readonly PaletteSource[] => [...sources].map(({ current }) => current)
