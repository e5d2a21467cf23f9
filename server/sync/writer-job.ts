import type { Account } from '../../shared/accounts/account.ts'
import type { CellWrite, PatchResult, PatchSource, StructureWrite } from './live-table.ts'
import type { Session } from './writer-sessions.ts'

/** What waits to be a part of a batch. */
export type Job =
  | { readonly kind: 'update'; readonly session: Session; readonly bytes: Uint8Array }
  | {
      readonly kind: 'patch'
      readonly account: Account
      readonly writes: readonly CellWrite[]
      readonly source: PatchSource
      readonly resolve: (result: PatchResult) => void
      readonly reject: (error: unknown) => void
    }
  | {
      readonly kind: 'command'
      readonly account: Account
      readonly writes: readonly StructureWrite[]
      readonly address: string | null
      readonly resolve: () => void
      readonly reject: (error: unknown) => void
    }

/** a socket is not answered: its author carries over what is unacknowledged */
export function rejectAll(jobs: readonly Job[], error: unknown): void {
  for (const job of jobs) if (job.kind !== 'update') job.reject(error)
}
