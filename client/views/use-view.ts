import { useMemo, useSyncExternalStore } from 'react'
import type { HeadMark } from '../grid/head.tsx'
import { headMarks } from './head-marks.ts'
import type { ViewSheet, ViewState } from './view-sheet.ts'

export const useViewState = (sheet: ViewSheet): ViewState => useSyncExternalStore(sheet.onState, () => sheet.state)

export type MarkWords = Parameters<typeof headMarks>[1]

export function useHeadMarks({ spec }: ViewState, words: MarkWords): ReadonlyMap<string, HeadMark> {
  const { sort, filters } = spec
  // biome-ignore lint/correctness/useExhaustiveDependencies: words change with the language, and everything with them
  return useMemo(() => headMarks({ sort, filters }, words), [sort, filters])
}
