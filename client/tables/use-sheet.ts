import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Peer, Sheet, SheetChange } from '../grid/sheet.ts'

const anything = () => true

/** Renders again after a change of the sheet that `matters`. The number itself says nothing. */
export function useSheetVersion(sheet: Sheet, matters: (change: SheetChange) => boolean = anything): number {
  const version = useRef(0)
  const wanted = useRef(matters)
  wanted.current = matters
  const subscribe = useCallback(
    (render: () => void) =>
      sheet.subscribe(change => {
        if (!wanted.current(change)) return
        version.current++
        render()
      }),
    [sheet],
  )
  return useSyncExternalStore(subscribe, () => version.current)
}

export const usePeers = (sheet: Sheet): readonly Peer[] =>
  useSyncExternalStore(
    useCallback((render: () => void) => sheet.subscribePeers(render), [sheet]),
    () => sheet.peers,
  )
