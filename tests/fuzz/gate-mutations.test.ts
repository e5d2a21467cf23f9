import { strict as assert } from 'node:assert'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { ForeignRoom, Hostile, OutOfSync, RetiredClient } from '../../server/sync/gate/outcome.ts'
import { gatedRoom } from '../support/gated-room.ts'
import { createRandom } from '../support/random.ts'
import { set } from '../support/raw-update.ts'
import { gongxin, shangwu } from '../support/sample-table.ts'

const seeds = Number(process.env.MUTATION_SEEDS ?? 300)
const first = Number(process.env.MUTATION_FIRST_SEED ?? 1)

/** Real updates of a client of 工信局, to be damaged. */
function samples(): readonly Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = 55
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const cells = doc.getMap('cells')
  for (let i = 0; i < 40; i++) {
    cells.set(['r0:c0', 'r1:c0', 'r2:c0'][i % 3]!, [i, `文${i}`, i / 3, null, true][i % 5])
    if (i % 7 === 0) cells.delete('r0:c0')
    if (i % 9 === 0) doc.getMap('rows').set(`n${i}:order`, 'Z')
  }
  return [...updates, Y.encodeStateAsUpdate(doc), ...[0, 1, 2].map(clock => set(56, clock, 'cells', 'r0:c0', 'x'))]
}

test(`[GATE-1] [GATE-3] ${seeds} × 60 damaged updates: no breach, nothing parked, no error but the gate's own`, () => {
  const updates = samples()
  const outcomes: Record<string, number> = {}
  for (let seed = first; seed < first + seeds; seed++) {
    const { below, pick } = createRandom(seed)
    const room = gatedRoom()
    room.apply(shangwu, set(7, 0, 'cells', 'r2:c0', 'victim'))
    for (let i = 0; i < 60; i++) {
      let damaged: Uint8Array = Uint8Array.from(pick(updates))
      for (let n = 1 + below(4); n > 0; n--) damaged[below(damaged.length)] = below(3) === 0 ? 255 : below(256)
      if (below(5) === 0) damaged = damaged.subarray(0, below(damaged.length + 1))
      const replay = `MUTATION_FIRST_SEED=${seed} MUTATION_SEEDS=1, update ${i}: ${Buffer.from(damaged).toString('hex')}`
      try {
        room.apply(gongxin, damaged)
        outcomes.applied = (outcomes.applied ?? 0) + 1
      } catch (error) {
        const known = [Hostile, OutOfSync, ForeignRoom, RetiredClient].some(kind => error instanceof kind)
        assert(known, `${replay}: ${(error as Error).stack}`)
        outcomes[(error as Error).constructor.name] = (outcomes[(error as Error).constructor.name] ?? 0) + 1
      }
      const { doc } = room.state
      assert.equal(doc.getMap('cells').get('r2:c0'), 'victim', replay)
      assert(doc.store.pendingStructs === null && doc.store.pendingDs === null, replay)
      assert.equal(doc.share.size, 3, replay)
    }
  }
  for (const kind of ['applied', 'Hostile', 'OutOfSync']) expect(outcomes[kind], kind).toBeGreaterThan(0)
})
