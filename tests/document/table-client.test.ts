import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { LiveTable, Peer } from '../../server/sync/live-table.ts'
import { createLiveTables } from '../../server/sync/live-tables.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { ClientEvent, CurrentEdition } from '../../shared/document/client-options.ts'
import { cellWrite, type Outcome, rowWrite } from '../../shared/document/edit.ts'
import { encodeWrites } from '../../shared/document/encode-writes.ts'
import { ClientTable } from '../../shared/document/table-client.ts'
import type { TableChange } from '../../shared/document/table-view.ts'
import { decodeFrame, encodeFrame, MalformedFrame } from '../../shared/protocol/frames.ts'
import { currentOf } from '../scenarios/world.ts'
import type { MemoryTableStore } from '../support/memory-table-store.ts'
import { createRandom } from '../support/random.ts'
import { gongxin, planning, sampleStore, shangwu } from '../support/sample-table.ts'

const quiet = { info() {}, warn() {}, error() {} }
const settle = () => new Promise<void>(resolve => setImmediate(resolve))

/** A tab on a live table, over a socket that delivers at once while it is plugged in. */
function tabOn(
  table: LiveTable,
  store: MemoryTableStore,
  who: Account,
  seed: number,
  current: CurrentEdition = currentOf(store),
) {
  const events: ClientEvent[] = []
  const changes: TableChange[] = []
  const outcomes: Outcome['kind'][] = []
  let peer: Peer | null = null
  let online = true
  const model: ClientTable = new ClientTable(current, {
    random: createRandom(seed),
    onOutcome: (_edit, outcome) => outcomes.push(outcome.kind),
    editions: { fetchCurrent: async () => currentOf(store) },
    transport: {
      connect(room) {
        if (peer) table.disconnect(peer)
        const mine: Peer = {
          account: who,
          acks: true,
          send: frame => void (peer === mine && model.receive(frame)),
          close: code => void (peer === mine && model.closed(code)),
        }
        peer = mine
        queueMicrotask(() => {
          if (!online || peer !== mine) return
          table.connect(mine, room)
          model.opened()
        })
      },
      send: frame => void (online && peer && table.receive(peer, frame)),
    },
  })
  model.listen(event => events.push(event))
  model.subscribe(change => changes.push(change))
  return {
    model,
    events,
    changes,
    outcomes,
    unplug() {
      online = false
      if (peer) table.disconnect(peer)
      peer = null
      model.closed()
    },
    plug() {
      online = true
      model.connect()
    },
  }
}

async function stage() {
  const store = await sampleStore()
  const live = createLiveTables({ store, clock: () => 1, log: quiet })
  const table = (await live.open('t')) as LiveTable
  const open = async (who: Account, seed: number, current?: CurrentEdition) => {
    const tab = tabOn(table, store, who, seed, current)
    tab.model.connect()
    await settle()
    return tab
  }
  return { store, table, open }
}

describe('writing', () => {
  test('[DOC-11] an edit reads at once, is unsaved until it is on disk, and is told to others', async () => {
    const { open } = await stage()
    const mine = await open(gongxin, 1)
    const other = await open(planning, 2)
    mine.model.edit([cellWrite('r0', 'c0', '≥95')])
    expect([mine.model.cell('r0', 'c0'), mine.model.isUnsaved('r0', 'c0'), other.model.cell('r0', 'c0')]).toEqual([
      '≥95',
      true,
      'a',
    ])
    await settle()
    expect([mine.model.isUnsaved('r0', 'c0'), mine.model.unsaved, other.model.cell('r0', 'c0')]).toEqual([
      false,
      0,
      '≥95',
    ])
    expect(mine.outcomes).toEqual(['landed'])
    expect(mine.changes).toEqual([
      { cells: [{ row: 'r0', column: 'c0' }], rows: false, rowFacts: [], structure: false, origin: 'own' },
    ])
    expect(other.changes.map(({ origin }) => origin)).toEqual(['remote'])
    expect(other.model.revision('r0', 'c0')).toEqual({ before: 'a' })
    expect(mine.events.filter(({ kind }) => kind === 'saved')).toEqual(
      [1, 0].map(unsaved => ({ kind: 'saved', unsaved })),
    )
  })

  test('[DOC-18] a refused edit turns back and says why', async () => {
    const { open } = await stage()
    const mine = await open(gongxin, 1)
    mine.model.edit([cellWrite('r2', 'c0', 'not mine'), cellWrite('r0', 'c0', 'mine')])
    await settle()
    expect([mine.model.cell('r2', 'c0'), mine.model.cell('r0', 'c0')]).toEqual([null, 'mine'])
    expect(mine.events.filter(({ kind }) => kind === 'refused')).toEqual([
      { kind: 'refused', edits: [{ map: 'cells', key: 'r2:c0', value: 'not mine', why: 'row-of-other-department' }] },
    ])
  })

  test('[DOC-4] nothing is written when one value cannot be stored', async () => {
    const { open } = await stage()
    const { model } = await open(gongxin, 1)
    expect(() => model.edit([cellWrite('r0', 'c0', 1), cellWrite('r1', 'c0', Number.NaN)])).toThrow('storable')
    expect([model.cell('r0', 'c0'), model.unsaved, model.canUndo]).toEqual(['a', 0, false])
  })
})

describe('undo and redo', () => {
  test('[DOC-17] take back and do again one’s own steps, and leave what others wrote since', async () => {
    const { open } = await stage()
    const mine = await open(gongxin, 1)
    const other = await open(planning, 2)
    mine.model.edit([cellWrite('r0', 'c0', 1), cellWrite('r1', 'c0', 2)], 'paste')
    await settle()
    other.model.edit([cellWrite('r1', 'c0', 'theirs')])
    await settle()
    expect([mine.model.undoLabel, mine.model.undo()]).toEqual(['paste', [{ row: 'r0', column: 'c0' }]])
    await settle()
    expect([other.model.cell('r0', 'c0'), other.model.cell('r1', 'c0')]).toEqual(['a', 'theirs'])
    expect(mine.model.redo()).toEqual([{ row: 'r0', column: 'c0' }])
    expect([mine.model.cell('r0', 'c0'), mine.model.canRedo]).toEqual([1, false])
  })

  test('[DOC-17] a new row is taken back by deleting it, also after a fold', async () => {
    const { open, table } = await stage()
    const { model } = await open(gongxin, 1)
    model.edit([rowWrite('n1', 'order', 'Z'), rowWrite('n1', 'owner', 'gongxin'), cellWrite('n1', 'c0', 'x')])
    await settle()
    await table.fold()
    await settle()
    expect([model.phase, model.rows.at(-1)]).toEqual(['live', 'n1'])
    model.undo()
    expect(model.rows).not.toContain('n1')
    model.redo()
    await settle()
    expect([model.rows.at(-1), model.cell('n1', 'c0'), model.unsaved]).toEqual(['n1', 'x', 0])
  })
})

describe('undo leaves what others did', () => {
  test('[DOC-17] a blank cell written twice in one step is blank again', async () => {
    const { open } = await stage()
    const { model } = await open(gongxin, 1)
    model.edit([cellWrite('r0', 'c2', 'first'), cellWrite('r0', 'c2', 'second')])
    model.undo()
    expect(model.cell('r0', 'c2')).toBeNull()
  })

  test.each([
    ['a new row that a colleague has filled since is not taken back', 'new'],
    ['a deletion taken back is not done again over what a colleague wrote since', 'again'],
  ])('[DOC-17] %s', async (_title, which) => {
    const { open } = await stage()
    const mine = await open(planning, 1)
    const other = await open(planning, 2)
    const row = which === 'new' ? 'n1' : 'r0'
    if (which === 'new') mine.model.edit([rowWrite(row, 'order', 'Z'), rowWrite(row, 'owner', 'gongxin')])
    else mine.model.edit([rowWrite(row, 'deleted', true)])
    if (which === 'again') mine.model.undo()
    await settle()
    other.model.edit([cellWrite(row, 'c2', 'work of another')])
    await settle()
    if (which === 'new') mine.model.undo()
    else mine.model.redo()
    await settle()
    expect(other.model.rows).toContain(row)
  })

  test('[DOC-17] a new row with own cells is taken back step by step, and done again', async () => {
    const { open } = await stage()
    const { model } = await open(gongxin, 1)
    model.edit([rowWrite('n1', 'order', 'Z'), rowWrite('n1', 'owner', 'gongxin')])
    model.edit([cellWrite('n1', 'c2', 'x')])
    await settle()
    for (let round = 0; round < 2; round++) {
      model.undo()
      model.undo()
      expect(model.rows).not.toContain('n1')
      model.redo()
      model.redo()
      expect([model.rows.at(-1), model.cell('n1', 'c2')]).toEqual(['n1', 'x'])
    }
  })
})

describe('a client always recovers', () => {
  test('[DOC-18] a text that the server would not take is refused at once; the rest of the paste is written', async () => {
    const { open, store } = await stage()
    const { model, events } = await open(gongxin, 1)
    const long = '长'.repeat(2_000_000)
    model.edit([cellWrite('r0', 'c0', long), cellWrite('r1', 'c0', 'short')])
    await settle()
    expect([model.phase, model.unsaved, model.cell('r0', 'c0'), model.cell('r1', 'c0')]).toEqual([
      'live',
      0,
      'a',
      'short',
    ])
    expect(events.find(({ kind }) => kind === 'refused')).toEqual({
      kind: 'refused',
      edits: [{ map: 'cells', key: 'r0:c0', value: long, why: 'not-storable' }],
    })
    expect(store.batches).toHaveLength(1)
  })

  test('[DOC-19] kept edits of the very room where the table stands, found by a page that is behind', async () => {
    const { open, store, table } = await stage()
    const before = currentOf(store)
    await table.patch(planning, [{ row: 'r3', column: 'c1', value: 9 }])
    await table.fold()
    const mine = await open(gongxin, 1)
    mine.model.edit([cellWrite('r0', 'c0', 'landed')])
    const kept = JSON.parse(JSON.stringify(mine.model.pendingEdits()))
    await settle()
    const again = tabOn(table, store, gongxin, 7, before)
    again.model.restore(kept)
    again.model.connect()
    for (let i = 0; i < 6; i++) await settle()
    expect([again.model.phase, again.outcomes, again.model.room]).toEqual(['live', ['landed'], table.room])
  })

  test('[DOC-13] three closes with 4503, and the room has moved on meanwhile: it is asked before anything is written again', async () => {
    const { open, store, table } = await stage()
    const mine = await open(gongxin, 1)
    mine.model.edit([cellWrite('r0', 'c0', 'landed')])
    mine.unplug()
    await settle()
    await table.patch(gongxin, [{ row: 'r0', column: 'c0', value: 'a' }])
    await table.fold()
    for (let i = 0; i < 3; i++) {
      mine.model.connect()
      mine.model.closed(4503)
    }
    mine.plug()
    for (let i = 0; i < 6; i++) await settle()
    expect([mine.model.phase, mine.outcomes, mine.model.cell('r0', 'c0')]).toEqual(['live', ['landed'], 'a'])
    expect(store.batches.flatMap(batch => batch.intents).filter(({ value }) => value === 'landed')).toHaveLength(1)
  })

  test('[DOC-13] a room that nobody knows any more is given up in the end', async () => {
    const { open } = await stage()
    const mine = await open(gongxin, 1)
    mine.unplug()
    mine.model.edit([cellWrite('r0', 'c0', 'kept')])
    const kept = { ...mine.model.pendingEdits()!, room: 't@9-0123456789abcdef' }
    const { store, table } = await stage()
    const again = tabOn(table, store, gongxin, 7)
    again.model.restore({ ...kept, edits: kept.edits.map(edit => ({ ...edit, at: { client: 5, clock: 0 } })) })
    for (let i = 0; i < 8; i++) {
      again.model.connect()
      for (let j = 0; j < 3; j++) await settle()
    }
    expect([again.model.phase, again.outcomes, table.view.cell('r0', 'c0')]).toEqual(['live', ['landed'], 'kept'])
  })
})

describe('after a time offline', () => {
  test('[DOC-14] what others moved meanwhile is asked about, all at once; the rest is written', async () => {
    const { open } = await stage()
    const mine = await open(gongxin, 1)
    const other = await open(planning, 2)
    mine.unplug()
    mine.model.edit([cellWrite('r0', 'c0', 'mine'), cellWrite('r1', 'c0', 'mine'), cellWrite('r0', 'c2', 'free')])
    other.model.edit([cellWrite('r0', 'c0', 'theirs'), cellWrite('r1', 'c0', 'theirs')])
    await settle()
    mine.plug()
    await settle()
    await settle()
    const asked = mine.events.filter(event => event.kind === 'conflicts')
    expect(asked).toMatchObject([
      {
        conflicts: [{ key: 'r0:c0', mine: 'mine', base: 'a', theirs: 'theirs', cause: 'base-moved' }, { key: 'r1:c0' }],
      },
    ])
    expect([other.model.cell('r0', 'c2'), mine.model.cell('r0', 'c0')]).toEqual(['free', 'theirs'])
    mine.model.takeMine(asked[0]!.conflicts)
    await settle()
    expect(other.model.cell('r1', 'c0')).toBe('mine')
  })

  test('[DOC-19] edits outlive the page, and the room has moved on twice: landed ones are not written again', async () => {
    const { open, store, table } = await stage()
    const before = currentOf(store)
    const mine = await open(gongxin, 1)
    mine.model.edit([cellWrite('r0', 'c0', 'landed')])
    const kept = JSON.parse(JSON.stringify(mine.model.pendingEdits()))
    await settle()
    mine.unplug()
    expect(kept.edits).toMatchObject([{ key: 'r0:c0', base: 'a', at: { clock: 0 } }])
    await table.patch(gongxin, [{ row: 'r0', column: 'c0', value: 'a' }])
    await table.fold()
    await table.patch(planning, [{ row: 'r3', column: 'c1', value: 9 }])
    await table.fold()
    for (const current of [before, currentOf(store)]) {
      const again = tabOn(table, store, gongxin, 7, current)
      expect(again.model.restore(kept)).toBe(true)
      again.model.connect()
      for (let i = 0; i < 6; i++) await settle()
      expect([again.model.phase, again.outcomes, again.model.cell('r0', 'c0'), again.model.room]).toEqual([
        'live',
        ['landed'],
        'a',
        table.room,
      ])
    }
    expect(store.batches.flatMap(batch => batch.intents).filter(({ value }) => value === 'landed')).toHaveLength(1)
  })

  test.each([
    null,
    7,
    'x',
    {},
    { v: 1, table: 'another', room: 'x', edits: [] },
    { v: 1, table: 't', room: 'x', edits: [{ map: 'structure', key: 'a:b' }] },
  ])('[DOC-19] %j is nothing to restore', async kept => {
    const { store, table } = await stage()
    expect(tabOn(table, store, gongxin, 1).model.restore(kept)).toBe(false)
  })

  test('[DOC-14] a row deleted offline that somebody edited since', async () => {
    const { open } = await stage()
    const mine = await open(planning, 1)
    const other = await open(shangwu, 2)
    mine.unplug()
    mine.model.edit([rowWrite('r2', 'deleted', true)])
    other.model.edit([cellWrite('r2', 'c0', 'still in use')])
    await settle()
    mine.plug()
    await settle()
    expect(mine.events.find(({ kind }) => kind === 'conflicts')).toMatchObject({
      conflicts: [{ key: 'r2:deleted', cause: 'deleted-row-was-edited' }],
    })
    expect(mine.model.rows).toContain('r2')
  })
})

test('[DOC-16] a fold is followed without a download, and its revisions start anew', async () => {
  const { open, table } = await stage()
  const { model, events, changes } = await open(gongxin, 1)
  model.edit([cellWrite('r0', 'c0', 'x')])
  await settle()
  const told = changes.length
  await table.fold()
  await settle()
  expect([model.hash, model.phase, model.cell('r0', 'c0'), model.revision('r0', 'c0')]).toEqual([
    table.hash,
    'live',
    'x',
    null,
  ])
  expect(events.filter(({ kind }) => kind === 'edition')).toEqual([{ kind: 'edition', room: table.room, seq: 2 }])
  expect(events.some(event => event.kind === 'phase' && event.phase === 'fetching')).toBe(false)
  expect(changes.length).toBe(told)
})

test('[DOC-10] own updates are byte for byte what Yjs writes', () => {
  const doc = new Y.Doc()
  doc.clientID = 4_000_000_000
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.transact(() => {
    doc.getMap('cells').set('r0:c0', '工业')
    doc.getMap('rows').set('n1:order', 'Z')
    doc.getMap('cells').set('r0:c1', 1.5)
  })
  const client = doc.clientID
  const writes = [
    { map: 'cells', key: 'r0:c0', value: '工业', origin: null },
    { map: 'rows', key: 'n1:order', value: 'Z', origin: null },
    { map: 'cells', key: 'r0:c1', value: 1.5, origin: null },
  ] as const
  expect(encodeWrites(client, 0, writes)).toEqual(updates[0])
})

describe('frames', () => {
  test.each([
    ['nothing', []],
    ['an unknown type', [77]],
    ['an unknown sync step', [0, 9, 0]],
    ['a length past the end', [0, 2, 255, 255, 255, 255, 15]],
    ['bytes after the frame', [0, 2, 0, 1]],
    ['an acknowledgement that is no JSON', [100, 1, 123]],
    ['a HELLO of another shape', [102, 2, 123, 125]],
    ['text that is no UTF-8', [101, 2, 255, 254]],
  ])('[DOC-20] %s is a malformed frame', (_title, bytes) => {
    expect(() => decodeFrame(new Uint8Array(bytes))).toThrow(MalformedFrame)
  })

  test('[DOC-20] what is written is read back', () => {
    const frames = [
      { type: 'hello', hello: { v: 1, retire: [1, 2 ** 32 - 1] } },
      { type: 'ack', ack: { clocks: [[7, 3]], refused: [{ client: 7, clock: 2, key: 'r0:c0', why: 'unknown-row' }] } },
      { type: 'fold', fold: { from: 'a', room: 'b', hash: 'c', seq: 2, clocks: { 7: 3 }, follows: true } },
      { type: 'query-awareness' },
    ] as const
    for (const frame of frames)
      expect(decodeFrame(encodeFrame(frame as Parameters<typeof encodeFrame>[0]))).toEqual(frame)
  })
})
