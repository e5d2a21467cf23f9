import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DecisionsBody, MovedCell, ReviewAnswer, ReviewedChange } from '../../shared/protocol/api-review.ts'
import { messageOf } from '../api/api-error.ts'
import { decideChanges, reviewQuery, undoDecisions } from '../api/review.ts'

export interface Reviewing {
  readonly review: ReviewAnswer | undefined
  readonly failed: string | null
  /** what the last action had to say */
  readonly problem: string | null
  readonly moved: readonly MovedCell[]
  readonly busy: boolean
  decide(
    changes: readonly ReviewedChange[],
    what: Pick<DecisionsBody, 'verdict' | 'words' | 'restore'> & { readonly proposal?: ReviewedChange['after'] },
  ): Promise<boolean>
  undo(change: ReviewedChange): Promise<void>
  /** anything else that changes the review; afterwards it is read anew */
  run(work: () => Promise<unknown>): Promise<boolean>
  dismiss(): void
}

/** A table's review and what one does in it. Every action is answered by the server before the page shows it. */
export function useReview(table: string): Reviewing {
  const client = useQueryClient()
  const { data, error } = useQuery(reviewQuery(table))
  const [problem, setProblem] = useState<string | null>(null)
  const [moved, setMoved] = useState<readonly MovedCell[]>([])
  const [busy, setBusy] = useState(false)

  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
      return true
    } catch (failure) {
      setProblem(messageOf(failure))
      return false
    } finally {
      await client.invalidateQueries({ queryKey: ['review', table] })
      setBusy(false)
    }
  }

  return {
    review: data,
    failed: data === undefined && error ? messageOf(error) : null,
    problem,
    moved,
    busy,
    run,
    async decide(changes, { proposal, ...what }) {
      if (data === undefined || changes.length === 0) return false
      let done = false
      await run(async () => {
        const answer = await decideChanges(table, {
          ...what,
          base: data.base.hash,
          cells: changes.map(({ row, column, after, lastEvent }) => ({
            row,
            column,
            seen: after,
            lastEvent,
            ...(proposal === undefined ? {} : { proposal }),
          })),
        })
        done = answer.done
        setMoved(answer.done ? [] : answer.moved)
      })
      return done
    },
    async undo(change) {
      const own = change.events.findLast(({ kind }) => kind !== 'answer' && kind !== 'undo')
      if (data === undefined || own === undefined) return
      await run(() => undoDecisions(table, data.base.hash, [own.id]))
    },
    dismiss() {
      setMoved([])
      setProblem(null)
    },
  }
}
