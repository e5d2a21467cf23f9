import { expect, test } from 'vitest'
import { noTotals, playHistory } from './history.ts'

const seeds = Number(process.env.HISTORY_SEEDS ?? 200)
const first = Number(process.env.HISTORY_FIRST_SEED ?? 1)
const steps = Number(process.env.HISTORY_STEPS ?? 200)

test(`[SYNC-1] [DOC-11] ${seeds} histories of ${steps} moves: kills, lost connections, folds, refusals, full disks; nothing lost, nothing twice`, {
  timeout: 3_600_000,
}, async () => {
  const totals = noTotals()
  for (let seed = first; seed < first + seeds; seed++) {
    try {
      await playHistory(seed, steps, totals)
    } catch (error) {
      throw new Error(
        `HISTORY_FIRST_SEED=${seed} HISTORY_SEEDS=1 HISTORY_STEPS=${steps}: ${(error as Error).message}`,
        { cause: error },
      )
    }
  }
  if (process.env.HISTORY_TOTALS) console.log(JSON.stringify(totals))
  // the histories were worth playing: every outcome and every accident came up
  for (const kind of ['landed', 'superseded', 'conflict', 'already', 'refused'])
    expect(totals.outcomes[kind], kind).toBeGreaterThan(0)
  for (const accident of ['folds', 'kills', 'failures', 'drops', 'reloads'] as const)
    expect(totals[accident], accident).toBeGreaterThan(0)
})
