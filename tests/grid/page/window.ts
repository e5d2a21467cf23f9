import type { SelectionSummary } from '../../../client/grid/summary.ts'
import type { ViewSheet } from '../../../client/views/view-sheet.ts'
import type { CellRef } from '../../../shared/document/table-view.ts'
import type { FakeSheet } from '../fake-sheet.ts'

/** What the page lays open to a test. */
export interface GridPageWindow {
  readonly sheet: FakeSheet
  /** what the grid shows: the same, or a view over it */
  readonly shown: FakeSheet | ViewSheet
  readonly state: {
    readonly active: CellRef | null
    readonly summary: SelectionSummary | null
    readonly notices: readonly string[]
  }
  /** ms from mounting to painted; undefined until then */
  readonly mountedMs?: number
}
