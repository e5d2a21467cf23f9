import type { StorageError } from './storage-error.ts'

/** Carries out several groups of queries in one transaction; per group null, or why nothing of it was done. */
export type RunGroups<Query> = (groups: readonly (readonly Query[])[]) => Promise<readonly (StorageError | null)[]>

interface Waiting<Query> {
  readonly queries: readonly Query[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** so that one commit does not keep the first of many waiting for too long */
const MOST_AT_ONCE = 64

/**
 * What several callers want durable while the disk is busy goes there together: one transaction and one flush for all of
 * them, and still each of them whole or not at all.
 * @param take waits for the connection; answers how it is given back
 */
export function groupCommit<Query>(
  take: () => Promise<() => void>,
  run: RunGroups<Query>,
): (queries: readonly Query[]) => Promise<void> {
  let waiting: Waiting<Query>[] = []
  let taking = false

  const next = async (): Promise<void> => {
    const release = await take()
    const now = waiting.slice(0, MOST_AT_ONCE)
    waiting = waiting.slice(MOST_AT_ONCE)
    // who comes from here on waits for the next turn, behind whoever else asked for one
    taking = waiting.length > 0
    if (taking) void next()
    try {
      const outcomes = await run(now.map(({ queries }) => queries))
      for (const [at, { resolve, reject }] of now.entries()) {
        const outcome = outcomes[at]
        if (outcome) reject(outcome)
        else resolve()
      }
    } catch (error) {
      for (const { reject } of now) reject(error)
    } finally {
      release()
    }
  }
  return queries =>
    new Promise((resolve, reject) => {
      waiting.push({ queries, resolve, reject })
      if (taking) return
      taking = true
      void next()
    })
}
