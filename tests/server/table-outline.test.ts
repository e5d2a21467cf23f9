import { expect, test } from 'vitest'
import type { Peer } from '../../server/sync/live-table.ts'
import { createLiveTables } from '../../server/sync/live-tables.ts'
import { countRowsOf, readOutline } from '../../server/tables/table-outline.ts'
import { encodeWrites } from '../../shared/document/encode-writes.ts'
import { encodeFrame } from '../../shared/protocol/frames.ts'
import { MemoryTableStore } from '../support/memory-table-store.ts'
import { planning, sampleStore } from '../support/sample-table.ts'

const quiet = { info() {}, warn() {}, error() {} }

class WatchedStore extends MemoryTableStore {
  readonly read: string[] = []
  override async chunk(hash: string) {
    this.read.push(hash)
    return super.chunk(hash)
  }
}

test('rows, owners and structure come from the disk as an open table would tell them, without a column of cells', async () => {
  const store: WatchedStore = Object.assign(new WatchedStore(), await sampleStore())
  const live = createLiveTables({ store, clock: () => 1, log: quiet })
  expect(live.opened('t')).toBeNull()
  const table = (await live.open('t'))!
  const peer: Peer = { account: planning, acks: false, send: () => {}, close: () => {} }
  table.connect(peer, table.room)
  const row = (key: string, value: string | boolean) => ({ map: 'rows', key, value, origin: null }) as const
  const body = encodeWrites(7, 0, [
    row('r9:order', 'Z'),
    row('r9:owner', 'gongxin'),
    row('r1:deleted', true),
    row('r2:owner', 'gongxin'),
  ])
  table.receive(peer, encodeFrame({ type: 'update', body }))
  await table.command(planning, [{ key: 'table:shortTitle', value: '主要' }])
  expect(table.view.rows).toEqual(['r0', 'r2', 'r3', 'r9'])

  store.read.length = 0
  const outline = (await readOutline(store, 't'))!
  expect(outline.view.rows).toEqual(table.view.rows)
  expect(outline.view.structure).toEqual(table.view.structure)
  expect([outline.room, outline.hash]).toEqual([table.room, table.hash])
  expect(countRowsOf(outline.view, 'gongxin')).toBe(3)
  const { chunks } = JSON.parse(store.rooms[0]!.manifest) as { chunks: Record<string, string> }
  expect(store.read).not.toContain(chunks['cells/c0'])
  expect(await readOutline(store, 'no such table')).toBeNull()
  await live.close()
})
