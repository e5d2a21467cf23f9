import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { type Finding, inProofOrder } from '../../shared/proofs/finding.ts'
import { proofTable } from '../../shared/proofs/proof-table.ts'
import { proveWithin, rulesAcross } from '../../shared/proofs/prove.ts'
import type { ProofsAnswer } from '../../shared/protocol/api-proofs.ts'
import { messageOf } from '../api/api-error.ts'
import { proofsQuery } from '../api/proofs.ts'
import type { Sheet } from '../grid/sheet.ts'
import { useSheetVersion } from '../tables/use-sheet.ts'
import { useSettled } from './use-settled.ts'

export interface Findings {
  readonly findings: readonly Finding[]
  /** what other tables are called, by id */
  readonly tables: ReadonlyMap<string, ProofsAnswer['tables'][number]>
  /** the other tables have not answered yet */
  readonly waiting: boolean
  /** why they did not */
  readonly failed: string | null
}

/** beyond this the server proves all of it: a keystroke must not wait */
const MOST_ROWS_HERE = 2_000
/** ms without a change after which other tables are asked again */
const QUIET = 1_000

/** The table's own findings follow every keystroke; those across tables follow when the changes have settled. */
export function useFindings(sheet: Sheet, tableId: string): Findings {
  const version = useSheetVersion(sheet)
  const shown = useDeferredValue(version)
  const { view } = sheet
  const here = view.rows.length <= MOST_ROWS_HERE
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for all that the view reads
  const own = useMemo(() => (here ? proveWithin(proofTable(tableId, view)) : []), [view, tableId, here, shown])
  const asked = !here || rulesAcross(view.structure).length > 0
  const { data, isFetching, error } = useQuery({ ...proofsQuery(tableId, useSettled(version, QUIET)), enabled: asked })
  const findings = useMemo(() => {
    const theirs = data?.findings ?? []
    return inProofOrder([...own, ...(here ? theirs.filter(({ rule }) => rule === 'same') : theirs)])
  }, [own, data, here])
  const tables = useMemo(() => new Map((data?.tables ?? []).map(table => [table.id, table])), [data])
  return { findings, tables, waiting: isFetching && data === undefined, failed: error ? messageOf(error) : null }
}
