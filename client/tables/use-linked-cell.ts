import { useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { CellRef } from '../../shared/document/table-view.ts'

/** Goes once to the cell that the address names; from then on the person goes where they like. */
export function useLinkedCell(goTo: (to: CellRef) => void): void {
  const { row, column } = useSearch({ from: '/workspace/tables/$name' })
  const go = useRef(goTo)
  go.current = goTo
  useEffect(() => {
    if (row !== undefined && column !== undefined) go.current({ row, column })
  }, [row, column])
}
