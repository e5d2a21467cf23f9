import type { SheetRow } from './sheet-cell.ts'
import type { SheetLimits } from './sheet-rows.ts'
import type { FileProblem } from './unreadable.ts'

/** `workerData` of the reading thread. */
export interface ReaderInput {
  readonly file: Uint8Array
}

/** One at a time: rows are handed over only when asked for, so that they never pile up on the event loop's side. */
export type ReaderRequest =
  | { readonly ask: 'open' }
  | { readonly ask: 'sheet'; readonly index: number; readonly limits: SheetLimits }
  | { readonly ask: 'rows' }

export interface SheetName {
  readonly name: string
  readonly visible: boolean
}

export type ReaderReply =
  | { readonly is: 'opened'; readonly sheets: readonly SheetName[] }
  /** the next rows of the sheet asked for; none: that were all */
  | { readonly is: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly is: 'unreadable'; readonly problem: FileProblem; readonly detail: string }
