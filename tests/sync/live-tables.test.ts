import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { CommitBatch } from '../../server/storage/table-store.ts'
import type { LiveTable, Peer } from '../../server/sync/live-table.ts'
import { createLiveTables } from '../../server/sync/live-tables.ts'
import type { Account } from '../../shared/accounts/account.ts'
import { newOverlay } from '../../shared/document/overlay.ts'
import { decodeFrame, encodeFrame, type Frame } from '../../shared/protocol/frames.ts'
import { MemoryTableStore } from '../support/memory-table-store.ts'
import { set } from '../support/raw-update.ts'
import { gongxin, leader, planning, sampleStore } from '../support/sample-table.ts'

const quiet = { info() {}, warn() {}, error() {} }
const settle = () => new Promise<void>(resolve => setImmediate(resolve))

async function opened(
  store: MemoryTableStore,
  limits: { structs: number; bytes: number } = { structs: 1e9, bytes: 1e9 },
) {
  const live = createLiveTables({ store, clock: () => 1, log: quiet, limits: { fold: limits } })
  return { live, table: (await live.open('t')) as LiveTable }
}

/** a peer that keeps what it was sent */
function peerOf(account: Account, acks = true) {
  const frames: Frame[] = []
  const closed: [number, string][] = []
  const peer: Peer = {
    account,
    acks,
    send: frame => frames.push(decodeFrame(frame)),
    close: (code, reason) => closed.push([code, reason]),
  }
  return { peer, frames, closed, types: () => frames.map(frame => frame.type) }
}

const hello = (retire: number[] = []) => encodeFrame({ type: 'hello', hello: { v: 1, retire } })
const step1 = () => encodeFrame({ type: 'sync-step-1', body: Y.encodeStateVector(new Y.Doc()) })
const update = (body: Uint8Array) => encodeFrame({ type: 'update', body })

/** a store whose commits wait until they are let go */
class SlowStore extends MemoryTableStore {
  waiting: { go: () => void; fail: (error: Error) => void }[] = []
  override async commitBatch(batch: CommitBatch) {
    await new Promise<void>((go, fail) => this.waiting.push({ go, fail }))
    await super.commitBatch(batch)
  }
}

async function slowStore(): Promise<SlowStore> {
  return Object.assign(new SlowStore(), { ...(await sampleStore()), waiting: [] })
}

describe('what anyone sees is on disk', () => {
  test('[SYNC-2] [SYNC-3] nothing leaves before the commit; then the frame, then the acknowledgement', async () => {
    const store = await slowStore()
    const { table } = await opened(store)
    const author = peerOf(gongxin)
    const reader = peerOf(leader)
    for (const { peer } of [author, reader]) {
      table.connect(peer, table.room)
      table.receive(peer, hello())
      table.receive(peer, step1())
    }
    expect(author.types()).toEqual(['ack', 'sync-step-2'])
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'new')))
    await settle()
    const late = peerOf(leader)
    table.connect(late.peer, table.room)
    table.receive(late.peer, step1())
    expect([author.frames.length, reader.frames.length, late.frames.length]).toEqual([2, 2, 0])
    expect(table.view.cell('r0', 'c0')).toBe('a')
    store.waiting.shift()!.go()
    await settle()
    expect(author.types()).toEqual(['ack', 'sync-step-2', 'update', 'ack'])
    expect(author.frames.at(-1)).toEqual({ type: 'ack', ack: { clocks: [[9, 1]], refused: [] } })
    expect(reader.types()).toEqual(['ack', 'sync-step-2', 'update'])
    expect(late.types()).toEqual(['sync-step-2'])
    expect(table.view.cell('r0', 'c0')).toBe('new')
  })

  test('[SYNC-1] what arrives during a commit is the next batch, one frame for all of it', async () => {
    const store = await slowStore()
    const { table } = await opened(store)
    const author = peerOf(gongxin)
    table.connect(author.peer, table.room)
    table.receive(author.peer, step1())
    for (let clock = 0; clock < 5; clock++) {
      table.receive(author.peer, update(set(9, clock, 'cells', 'r0:c0', clock)))
      if (clock === 0) await settle()
    }
    store.waiting.shift()!.go()
    await settle()
    store.waiting.shift()!.go()
    await settle()
    expect(store.batches.map(batch => batch.intents.length)).toEqual([1, 4])
    expect(author.types()).toEqual(['sync-step-2', 'update', 'ack', 'update', 'ack'])
  })

  test('[SYNC-5] a commit that fails: sockets come again, writes answer the error, reads go on, and the log decides', async () => {
    const store = await slowStore()
    const { table } = await opened(store)
    const author = peerOf(gongxin)
    table.connect(author.peer, table.room)
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'lost')))
    const patched = table.patch(planning, [{ row: 'r1', column: 'c1', value: 5 }])
    patched.catch(() => {})
    await settle()
    store.waiting.shift()!.fail(new Error('disk is full'))
    await expect(patched).rejects.toThrow('disk is full')
    expect(author.closed).toEqual([[4503, 'try again']])
    expect(table.view.cell('r0', 'c0')).toBe('a')
    const again = table.patch(planning, [{ row: 'r1', column: 'c1', value: 6 }])
    while (store.waiting.length === 0) await settle()
    store.waiting.shift()!.go()
    expect(await again).toEqual({ ok: true })
    expect([table.view.cell('r0', 'c0'), table.view.cell('r1', 'c1')]).toEqual(['a', 6])
  })
})

describe('patch and command', () => {
  test('[SYNC-9] a patch is written whole or not at all, with its reason in the log', async () => {
    const store = await sampleStore()
    const { table } = await opened(store)
    const refused = await table.patch(gongxin, [
      { row: 'r0', column: 'c0', value: 1 },
      { row: 'r2', column: 'c0', value: 2 },
      { row: 'r9', column: 'c0', value: 3 },
      { row: 'r0', column: 'c9', value: 4 },
      { row: 'r0', column: 'c0', value: Number.NaN },
      { row: 'no:row', column: 'c0', value: 4 },
    ])
    const whys = ['row-of-other-department', 'unknown-row', 'unknown-column', 'not-storable', 'unknown-row']
    expect(refused.ok === false && refused.refused.map(({ why }) => why)).toEqual(whys)
    expect(store.batches).toEqual([])
    expect(await table.patch(gongxin, [{ row: 'r0', column: 'c0', value: 7, reason: '笔误' }])).toEqual({ ok: true })
    expect(store.batches[0]).toMatchObject({
      intents: [{ key: 'r0:c0', value: 7, account: 'gongxin', reason: '笔误' }],
      effects: [{ key: 'r0:c0', before: 'a', after: 7, account: 'gongxin' }],
    })
  })

  test('[SYNC-9] nothing is written into a row that was deleted, where nobody would see it', async () => {
    const { table } = await opened(await sampleStore())
    const author = peerOf(gongxin)
    table.connect(author.peer, table.room)
    table.receive(author.peer, update(set(9, 0, 'rows', 'r0:deleted', true)))
    await settle()
    expect(await table.patch(planning, [{ row: 'r0', column: 'c0', value: 1 }])).toEqual({
      ok: false,
      refused: [{ row: 'r0', column: 'c0', why: 'unknown-row' }],
    })
  })

  test('[SYNC-9] a command writes structure; no client may, and the calculation follows', async () => {
    const { table } = await opened(await sampleStore())
    const facts = { order: 'Z', title: '两倍', type: 'computed', formula: '=[@目标值]*2' }
    await table.command(
      planning,
      Object.entries(facts).map(([fact, value]) => ({ key: `k:${fact}`, value })),
    )
    expect(table.view.structure.columns.at(-1)).toMatchObject({ id: 'k', fills: 'nobody' })
    expect(table.calculation.number('r2', 'k')).toBe(6)
    await table.patch(planning, [{ row: 'r2', column: 'c1', value: 10 }])
    expect(table.calculation.number('r2', 'k')).toBe(20)
  })
})

describe('rooms', () => {
  test('[SYNC-10] a fold: FOLD and 4409 with the next room; the closed room still answers', async () => {
    const store = await sampleStore()
    const { table } = await opened(store)
    const first = table.room
    const author = peerOf(gongxin)
    table.connect(author.peer, first)
    table.receive(author.peer, step1())
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'kept')))
    table.receive(author.peer, update(set(9, 1, 'cells', 'r2:c0', 'refused')))
    await settle()
    await table.fold()
    expect(table.seq).toBe(2)
    expect(table.view.cell('r0', 'c0')).toBe('kept')
    expect(author.frames.at(-1)).toMatchObject({
      type: 'fold',
      fold: { from: first, room: table.room, follows: true, clocks: { 9: 2 } },
    })
    expect(author.closed).toEqual([[4409, table.room]])

    const late = peerOf(gongxin)
    table.connect(late.peer, first)
    table.receive(late.peer, hello([9]))
    await settle()
    expect(late.frames[0]).toEqual({
      type: 'ack',
      ack: { clocks: [[9, 2]], refused: [{ client: 9, clock: 1, key: '', why: 'refused-earlier' }] },
    })
    expect(late.frames[1]).toMatchObject({ type: 'fold', fold: { from: first, room: table.room } })
    expect(late.closed).toEqual([[4409, table.room]])

    const stock = peerOf(gongxin, false)
    table.connect(stock.peer, first)
    await settle()
    expect([stock.frames, stock.closed]).toEqual([[], [[4409, table.room]]])
  })

  test('[SYNC-10] a fold of nothing is none', async () => {
    const { table } = await opened(await sampleStore())
    await table.fold()
    expect(table.seq).toBe(1)
  })

  test('[SYNC-10] a fold lets everything else have its turn after every column; what is written meanwhile waits', async () => {
    const store = await sampleStore()
    const turns: (() => void)[] = []
    const live = createLiveTables({ store, clock: () => 1, log: quiet, defer: run => turns.push(run) })
    const table = (await live.open('t')) as LiveTable
    const turn = async () => {
      await settle()
      turns.shift()?.()
      await settle()
    }
    const columns = ['c0', 'c1', 'c2']
    const patched = table.patch(
      planning,
      columns.map(column => ({ row: 'r0', column, value: 'x' })),
    )
    await turn()
    await patched
    const folded = table.fold()
    await turn()
    const meanwhile = table.patch(planning, [{ row: 'r0', column: 'c0', value: 'y' }])
    let slices = 0
    for (; store.rooms.length === 1; slices++) {
      expect(table.view.cell('r0', 'c0')).toBe('x')
      await turn()
    }
    expect(slices).toBeGreaterThanOrEqual(columns.length)
    await folded
    while (turns.length > 0) await turn()
    await meanwhile
    expect([store.rooms.length, store.batches.at(-1)!.room, table.view.cell('r0', 'c0')]).toEqual([2, table.room, 'y'])
  })

  test('[SYNC-12] an unknown room may be known soon: 4503', async () => {
    const { table } = await opened(await sampleStore())
    const peer = peerOf(gongxin)
    table.connect(peer.peer, 't@99-0123456789abcdef')
    await settle()
    expect(peer.closed).toEqual([[4503, 'unknown room']])
  })

  test('[SYNC-13] a client id of an earlier room is turned away with the room to go to', async () => {
    const store = await sampleStore()
    const { table } = await opened(store)
    const stock = peerOf(gongxin, false)
    table.connect(stock.peer, table.room)
    table.receive(stock.peer, update(set(9, 0, 'cells', 'r0:c0', 'x')))
    await settle()
    await table.fold()
    for (const again of [table, (await opened(store)).table]) {
      const carried = peerOf(gongxin, false)
      again.connect(carried.peer, again.room)
      again.receive(carried.peer, update(set(9, 0, 'cells', 'r1:c0', 'stale')))
      await settle()
      expect(carried.closed).toEqual([[4409, again.room]])
      expect(again.view.cell('r1', 'c0')).toBe('b')
    }
  })

  test('[SYNC-14] folds come by structs or bytes, not by keys', async () => {
    const store = await sampleStore()
    const { table } = await opened(store, { structs: 20, bytes: 1e9 })
    for (let i = 0; i < 30; i++) await table.patch(planning, [{ row: i % 2 ? 'r0' : 'r1', column: 'c1', value: i }])
    await settle()
    expect(table.seq).toBeGreaterThan(1)
    expect([table.view.cell('r0', 'c1'), table.view.cell('r1', 'c1')]).toEqual([29, 28])
  })
})

describe('a stock client', () => {
  test('[SYNC-4] is asked for what it has, is answered in full, and gets no frame of ours', async () => {
    const { table } = await opened(await sampleStore())
    const stock = peerOf(gongxin, false)
    table.connect(stock.peer, table.room)
    expect(stock.types()).toEqual(['sync-step-1'])
    table.receive(stock.peer, update(set(9, 0, 'cells', 'r0:c0', 'before its first sync')))
    await settle()
    expect(stock.types()).toEqual(['sync-step-1'])
    table.receive(stock.peer, step1())
    const [, diff] = stock.frames
    const doc = newOverlay()
    Y.applyUpdate(doc, diff?.type === 'sync-step-2' ? diff.body : new Uint8Array([0, 0]))
    expect(doc.getMap('cells').get('r0:c0')).toBe('before its first sync')
  })

  test('[GATE-2] out of sync: it is asked again, and for good only when it never heals', async () => {
    const { table } = await opened(await sampleStore())
    const stock = peerOf(gongxin, false)
    table.connect(stock.peer, table.room)
    table.receive(stock.peer, update(set(9, 3, 'cells', 'r0:c0', 'gap')))
    await settle()
    expect(stock.types()).toEqual(['sync-step-1', 'sync-step-1'])
    for (let i = 0; i < 10; i++) table.receive(stock.peer, update(set(9, 3, 'cells', 'r0:c0', 'gap')))
    await settle()
    expect(stock.closed).toEqual([[4403, 'stays out of sync']])
  })

  test('[GATE-1] garbage closes the socket with 4403 and touches nobody else', async () => {
    const { table } = await opened(await sampleStore())
    const bad = peerOf(gongxin)
    const good = peerOf(gongxin)
    for (const { peer } of [bad, good]) {
      table.connect(peer, table.room)
      table.receive(peer, step1())
    }
    table.receive(bad.peer, new Uint8Array([0, 2, 255, 255, 255, 255, 15]))
    table.receive(good.peer, update(set(9, 0, 'cells', 'r0:c0', 'fine')))
    await settle()
    expect(bad.closed).toEqual([[4403, 'not understood']])
    expect(good.types()).toEqual(['sync-step-2', 'update', 'ack'])
  })
})

test('[SYNC-15] closing lets what has arrived be committed, then says 1001', async () => {
  const store = await sampleStore()
  const { live, table } = await opened(store)
  const author = peerOf(gongxin)
  table.connect(author.peer, table.room)
  table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'last')))
  await live.close()
  expect(store.batches).toHaveLength(1)
  expect(author.closed).toEqual([[1001, 'server stops']])
  expect(await live.open('t')).toBeNull()
})

test('tables are loaded once; one that is not there is null', async () => {
  const { live, table } = await opened(await sampleStore())
  expect(await live.open('t')).toBe(table)
  expect(await live.open('nothing')).toBeNull()
  expect(live.size).toBe(1)
})

describe('nobody waits for ever', () => {
  /** a cell without its row, which no gate lets in: the table cannot be folded */
  async function orphaned() {
    const store = await slowStore()
    const { room } = (await store.currentRoom('t'))!
    const fields = { tableId: 't', room, intents: [], effects: [], claims: [], at: 0 }
    await MemoryTableStore.prototype.commitBatch.call(store, { ...fields, update: set(77, 0, 'cells', 'ghost:c0', 1) })
    return store
  }

  test('[SYNC-10] what came while a fold was under way is taken when the fold comes to nothing', async () => {
    const store = await orphaned()
    const { table } = await opened(store)
    const author = peerOf(gongxin)
    table.connect(author.peer, table.room)
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'before')))
    const folded = table.fold().catch((error: Error) => error.message)
    await settle()
    table.receive(author.peer, update(set(9, 1, 'cells', 'r1:c0', 'meanwhile')))
    store.waiting.shift()!.go()
    expect(await folded).toContain('orphan')
    while (store.waiting.length === 0) await settle()
    store.waiting.shift()!.go()
    await settle()
    expect(table.view.cell('r1', 'c0')).toBe('meanwhile')
    expect(author.frames.at(-1)).toEqual({ type: 'ack', ack: { clocks: [[9, 2]], refused: [] } })
  })

  test('[SYNC-10] [SYNC-13] what came while a fold was under way is not for the next room', async () => {
    const store = await slowStore()
    const { table } = await opened(store)
    const author = peerOf(gongxin)
    table.connect(author.peer, table.room)
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'before')))
    const folded = table.fold()
    await settle()
    table.receive(author.peer, update(set(8, 0, 'cells', 'r1:c0', 'too late')))
    table.disconnect(author.peer)
    store.waiting.shift()!.go()
    await folded
    await settle()
    expect([store.waiting.length, table.view.cell('r1', 'c0')]).toEqual([0, 'b'])
  })

  test('[GATE-7] a tab whose ids another tab of the same account has given up is told to come again', async () => {
    const { table } = await opened(await sampleStore())
    const [mine, again, other] = [peerOf(gongxin), peerOf(gongxin), peerOf(leader)]
    for (const { peer } of [mine, again, other]) table.connect(peer, table.room)
    table.receive(other.peer, hello([9]))
    table.receive(mine.peer, update(set(9, 0, 'cells', 'r0:c0', 'not the other’s to give up')))
    await settle()
    expect(table.view.cell('r0', 'c0')).toBe('not the other’s to give up')
    table.receive(again.peer, hello([9]))
    table.receive(mine.peer, update(set(9, 1, 'cells', 'r0:c0', 'given up')))
    await settle()
    expect(mine.closed).toEqual([[4503, 'given up']])
  })

  test('[GATE-1] HELLO comes once', async () => {
    const { table } = await opened(await sampleStore())
    const { peer, closed } = peerOf(gongxin)
    table.connect(peer, table.room)
    table.receive(peer, hello([1]))
    table.receive(peer, hello([2]))
    expect(closed).toEqual([[4403, 'not understood']])
  })

  test('[SYNC-2] however often a newcomer asks during a commit, it is answered once', async () => {
    const store = await slowStore()
    const { table } = await opened(store)
    const author = peerOf(gongxin)
    table.connect(author.peer, table.room)
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'x')))
    await settle()
    for (let i = 0; i < 1_000; i++) table.receive(author.peer, step1())
    store.waiting.shift()!.go()
    await settle()
    expect(author.types()).toEqual(['ack', 'sync-step-2'])
  })

  test('[SYNC-3] a socket that breaks inside a broadcast takes nobody with it', async () => {
    const store = await sampleStore()
    const { table } = await opened(store)
    const [author, reader] = [peerOf(gongxin), peerOf(leader)]
    const broken = peerOf(leader)
    broken.peer.send = frame => {
      if (decodeFrame(frame).type === 'update') throw new Error('gone')
    }
    for (const { peer } of [broken, author, reader]) {
      table.connect(peer, table.room)
      table.receive(peer, step1())
    }
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'x')))
    expect(await table.patch(planning, [{ row: 'r1', column: 'c1', value: 5 }])).toEqual({ ok: true })
    expect([author.types(), reader.types(), broken.closed]).toEqual([
      ['sync-step-2', 'update', 'ack'],
      ['sync-step-2', 'update'],
      [[4503, 'not reached']],
    ])
  })

  test('[SYNC-14] refused writes count for the fold, whatever Yjs merges them into', async () => {
    const { table } = await opened(await sampleStore(), { structs: 20, bytes: 1e9 })
    const reader = peerOf(leader)
    table.connect(reader.peer, table.room)
    for (let clock = 0; clock < 30; clock++) table.receive(reader.peer, update(set(9, clock, 'cells', 'r0:c0', clock)))
    while (reader.closed.length === 0) await settle()
    expect(table.seq).toBe(2)
  })
})

describe('memory', () => {
  test('[SYNC-17] a table that nobody has used for ten minutes is let go; who asks next loads it anew', async () => {
    const store = await slowStore()
    let now = 0
    const live = createLiveTables({ store, clock: () => now, log: quiet })
    const unloaded: string[] = []
    live.onUnload(tableId => unloaded.push(tableId))
    const wait = (minutes: number) => {
      now += minutes * 60_000
      live.unloadUnused()
    }
    const table = (await live.open('t')) as LiveTable
    const author = peerOf(gongxin)
    table.connect(author.peer, table.room)
    wait(60)
    expect(live.size).toBe(1)
    table.receive(author.peer, update(set(9, 0, 'cells', 'r0:c0', 'x')))
    table.disconnect(author.peer)
    await settle()
    wait(60) // its last write is on its way to the disk
    expect(live.size).toBe(1)
    store.waiting.shift()!.go()
    await settle()
    wait(9)
    await live.open('t')
    wait(9)
    expect([live.size, unloaded]).toEqual([1, []])
    wait(1)
    expect([live.size, unloaded]).toEqual([0, ['t']])
    // one who still holds on to it may read, and is told to come again
    expect(table.view.cell('r0', 'c0')).toBe('x')
    const late = peerOf(gongxin)
    table.connect(late.peer, table.room)
    expect(late.closed).toEqual([[4503, 'try again']])
    await expect(table.patch(planning, [{ row: 'r0', column: 'c0', value: 1 }])).rejects.toThrow('closed')
    const again = (await live.open('t')) as LiveTable
    expect([again === table, again.room, again.view.cell('r0', 'c0')]).toEqual([false, table.room, 'x'])
  })
})
