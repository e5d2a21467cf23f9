import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BatchDraft } from '../../server/sync/batch.ts'
import { ForeignRoom, Hostile, OutOfSync, RetiredClient } from '../../server/sync/gate/outcome.ts'
import type { Account } from '../../shared/accounts/account.ts'
import { encodeWrites } from '../../shared/document/encode-writes.ts'
import { type GatedRoom, gatedRoom } from '../support/gated-room.ts'
import { bytes, type Encoder, header, named, overwriting, raw, set, sets, text, uint } from '../support/raw-update.ts'
import { gongxin, leader, planning, shangwu } from '../support/sample-table.ts'

const SERVER = 2 ** 33 + 1
const VICTIM = 7

/** A room in which 商务局 has written its row (client 7) and the server 工信局's. */
function room(): GatedRoom {
  const gated = gatedRoom(SERVER, undefined, undefined, [666])
  gated.state.doc.transact(() => gated.state.doc.getMap('cells').set('r0:c0', 'own'))
  gated.apply(shangwu, set(VICTIM, 0, 'cells', 'r2:c0', 'victim'))
  return gated
}

const stateOf = ({ state }: GatedRoom) =>
  Buffer.from(Y.encodeStateAsUpdate(state.doc)).toString('hex') + state.doc.share.size

describe('hostile or out of sync: nothing of it is applied', () => {
  const own = (encoder: Encoder, value: unknown) => named(encoder, 'cells', 'r0:c0', value)
  const fromDoc = (write: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc()
    write(doc)
    return Y.encodeStateAsUpdate(doc)
  }
  const cases: readonly (readonly [title: string, error: new (message: string) => Error, update: () => Uint8Array])[] =
    [
      ['a count of 30 million structs in 8 bytes', Hostile, () => raw(e => header(e, 99, 0, 30_000_000))],
      [
        'no struct in a block',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 0)
            uint(e, 0)
          }),
      ],
      ['an empty frame', Hostile, () => new Uint8Array()],
      ['bytes after the update', Hostile, () => raw(e => uint(e, 0, 0, 1))],
      ['an update cut short', Hostile, () => set(99, 0, 'cells', 'r0:c0', 'x').subarray(0, 12)],
      [
        'a V2 update',
        Hostile,
        () => {
          const doc = new Y.Doc()
          doc.getMap('cells').set('r0:c0', 'x')
          return Y.encodeStateAsUpdateV2(doc)
        },
      ],
      [
        '20,000 root types',
        Hostile,
        () =>
          sets(
            99,
            Array.from({ length: 20_000 }, (_, i) => [`x${i}`, 'r0:c0', 1]),
          ),
      ],
      [
        '20,000 client ids',
        Hostile,
        () =>
          raw(e => {
            uint(e, 20_000)
            for (let i = 0; i < 20_000; i++) {
              uint(e, 1, 1e6 + i, 0)
              own(e, 1)
            }
            uint(e, 0)
          }),
      ],
      [
        'five new client ids at once',
        Hostile,
        () =>
          raw(e => {
            uint(e, 5)
            for (let i = 0; i < 5; i++) {
              uint(e, 1, 1e6 + i, 0)
              own(e, 1)
            }
            uint(e, 0)
          }),
      ],
      [
        'two blocks of one client',
        Hostile,
        () =>
          raw(e => {
            uint(e, 2)
            for (const clock of [0, 1]) {
              uint(e, 1, 99, clock)
              own(e, 1)
            }
            uint(e, 0)
          }),
      ],
      ["another account's client id", OutOfSync, () => set(VICTIM, 1, 'cells', 'r0:c0', 'forged')],
      ["the server's client id", OutOfSync, () => set(SERVER, 1, 'cells', 'r0:c0', 'forged')],
      [
        'an item that says that it stands before another',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 1)
            bytes(e, 8 | 64 | 128)
            uint(e, SERVER, 0, 1)
            bytes(e, 126)
            uint(e, 0)
          }),
      ],
      ['a client id of an earlier room', ForeignRoom, () => set(666, 0, 'cells', 'r0:c0', 'old')],
      [
        'ten billion writes in a megabyte',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 50_000)
            for (let i = 0; i < 50_000; i++) {
              bytes(e, 1 | 32, 1)
              text(e, 'cells')
              text(e, 'r0:c0')
              uint(e, 100_000)
            }
            uint(e, 0)
          }),
      ],
      ['a gap in the clocks', OutOfSync, () => set(99, 5, 'cells', 'r0:c0', 'x')],
      [
        'an origin that nobody has',
        OutOfSync,
        () =>
          raw(e => {
            header(e, 99, 0, 1)
            overwriting(e, VICTIM, 40, 'x')
            uint(e, 0)
          }),
      ],
      [
        'an origin that is itself',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 2)
            own(e, 'half')
            overwriting(e, 99, 50, 'x')
            uint(e, 0)
          }),
      ],
      [
        'origins in a circle',
        Hostile,
        () =>
          raw(e => {
            uint(e, 2, 1, 99, 0)
            overwriting(e, 98, 0, 1)
            uint(e, 1, 98, 0)
            overwriting(e, 99, 0, 1)
            uint(e, 0)
          }),
      ],
      ['a delete of items that are yet to come', OutOfSync, () => raw(e => uint(e, 0, 1, VICTIM, 1, 0, 1e9))],
      ['overlapping delete ranges', Hostile, () => raw(e => uint(e, 0, 1, VICTIM, 2, 0, 1, 0, 1))],
      ['two delete sets of one client', Hostile, () => raw(e => uint(e, 0, 2, VICTIM, 1, 0, 1, VICTIM, 1, 0, 1))],
      [
        'a GC struct',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 1)
            bytes(e, 0)
            uint(e, 1000, 0)
          }),
      ],
      [
        'a Skip struct',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 1)
            bytes(e, 10)
            uint(e, 1000, 0)
          }),
      ],
      ['an object', Hostile, () => set(99, 0, 'cells', 'r0:c0', { a: 1 })],
      ['an array', Hostile, () => set(99, 0, 'cells', 'r0:c0', [1])],
      ['bytes', Hostile, () => set(99, 0, 'cells', 'r0:c0', new Uint8Array(3))],
      ['a bigint', Hostile, () => set(99, 0, 'cells', 'r0:c0', 1n)],
      [
        '200,000 arrays in each other',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 1)
            bytes(e, 40)
            uint(e, 1)
            text(e, 'cells')
            text(e, 'r0:c0')
            uint(e, 1)
            for (let i = 0; i < 200_000; i++) bytes(e, 117, 1)
            bytes(e, 126)
            uint(e, 0)
          }),
      ],
      ['a key without a colon', Hostile, () => set(99, 0, 'cells', '__proto__', 1)],
      ['a key of two colons', Hostile, () => set(99, 0, 'cells', 'r0:c0:x', 1)],
      ['a key of 65 letters', Hostile, () => set(99, 0, 'cells', `${'r'.repeat(65)}:c0`, 1)],
      ['an unknown root', Hostile, () => set(99, 0, 'secrets', 'r0:c0', 1)],
      ['a clock near 2^53', Hostile, () => set(99, Number.MAX_SAFE_INTEGER - 3, 'cells', 'r0:c0', 1)],
      [
        'a deleted run of 2^50',
        Hostile,
        () =>
          raw(e => {
            header(e, 99, 0, 1)
            bytes(e, 1 | 32)
            uint(e, 1)
            text(e, 'cells')
            text(e, 'r0:c0')
            uint(e, 2 ** 50, 0)
          }),
      ],
      ['a nested map', Hostile, () => fromDoc(doc => doc.getMap('cells').set('r0:c0', new Y.Map()))],
      ['a document in a cell', Hostile, () => fromDoc(doc => doc.getMap('cells').set('r0:c0', new Y.Doc()))],
      ['text in a root', Hostile, () => fromDoc(doc => doc.getText('cells').insert(0, 'x'))],
      ['a list in a root', Hostile, () => fromDoc(doc => doc.getArray('cells').push(['x']))],
      ['5 MB', Hostile, () => new Uint8Array(5 * 1024 * 1024)],
    ]
  test.each(cases)('[GATE-1] %s', (_title, error, update) => {
    const gated = room()
    const before = stateOf(gated)
    expect(() => gated.apply(gongxin, update())).toThrow(error)
    expect(stateOf(gated)).toBe(before)
  })

  test('[GATE-1] a struct that is one cell’s in what is known of it and another’s in the rest', () => {
    const gated = room()
    const update = raw(e => {
      header(e, VICTIM, 0, 1)
      bytes(e, 8 | 32)
      uint(e, 1)
      text(e, 'cells')
      text(e, 'r2:c2')
      uint(e, 2)
      bytes(e, 126, 126)
      uint(e, 0)
    })
    expect(() => gated.apply(shangwu, update)).toThrow(Hostile)
  })

  test('[GATE-7] the server’s client id before the server has written', () => {
    const gated = gatedRoom(SERVER)
    expect(() => gated.apply(gongxin, set(SERVER, 0, 'cells', 'r0:c0', 'forged'))).toThrow(Hostile)
  })

  test('[GATE-7] an id that its client has given up', () => {
    const gated = room()
    gated.state.retired.set(99, 'gongxin')
    expect(() => gated.apply(gongxin, set(99, 0, 'cells', 'r0:c0', 'late'))).toThrow(RetiredClient)
  })
})

describe('rights', () => {
  const clerkRow = (owner: unknown) =>
    sets(99, [
      ['rows', 'n1:order', 'Z'],
      ['rows', 'n1:owner', owner],
      ['cells', 'n1:c0', 'x'],
    ])
  const cases: readonly (readonly [title: string, who: Account, update: Uint8Array, refused: readonly string[]])[] = [
    ['own row, own column', gongxin, set(99, 0, 'cells', 'r0:c0', 'x'), []],
    [
      'own row by its origin',
      gongxin,
      encodeWrites(99, 0, [{ map: 'cells', key: 'r0:c0', value: 'x', origin: { client: SERVER, clock: 0 } }]),
      [],
    ],
    [
      "another department's row by its origin",
      gongxin,
      encodeWrites(99, 0, [{ map: 'cells', key: 'r2:c0', value: 'x', origin: { client: VICTIM, clock: 0 } }]),
      ['row-of-other-department'],
    ],
    ["another department's row", gongxin, set(99, 0, 'cells', 'r2:c0', 'x'), ['row-of-other-department']],
    ["nobody's row", gongxin, set(99, 0, 'cells', 'r3:c0', 'x'), ['row-without-owner']],
    ["the planning office's column", gongxin, set(99, 0, 'cells', 'r0:c1', 'x'), ['column-of-planning-office']],
    ['a leader', leader, set(99, 0, 'cells', 'r0:c0', 'x'), ['role-only-reads']],
    [
      'the planning office, any row and column',
      planning,
      sets(99, [
        ['cells', 'r0:c1', 1],
        ['cells', 'r3:c0', 2],
      ]),
      [],
    ],
    ['a row that is not there', planning, set(99, 0, 'cells', 'gone:c0', 'x'), ['unknown-row']],
    ['a column that is not there', planning, set(99, 0, 'cells', 'r0:c9', 'x'), ['unknown-column']],
    ['structure', planning, set(99, 0, 'structure', 'c0:title', 'x'), ['structure-by-command']],
    ['an unknown row fact', planning, set(99, 0, 'rows', 'r0:secret', 'x'), ['unknown-fact']],
    ['an own row moved', gongxin, set(99, 0, 'rows', 'r0:order', 'Q'), []],
    ["another department's row deleted", gongxin, set(99, 0, 'rows', 'r2:deleted', true), ['row-of-other-department']],
    ['a row handed over by a clerk', gongxin, set(99, 0, 'rows', 'r0:owner', 'shangwu'), ['owner-by-planning-office']],
    ['a row handed over by the planning office', planning, set(99, 0, 'rows', 'r0:owner', 'shangwu'), []],
    ['a new row of the own department', gongxin, clerkRow('gongxin'), []],
    [
      'a new row for another department',
      gongxin,
      clerkRow('shangwu'),
      ['row-of-other-department', 'row-of-other-department', 'row-of-other-department'],
    ],
    ['a new row for nobody', gongxin, clerkRow(null), ['row-without-owner', 'row-without-owner', 'row-without-owner']],
    [
      'a cell of a row that is not made',
      gongxin,
      sets(99, [
        ['rows', 'n1:owner', 'gongxin'],
        ['cells', 'n1:c0', 'x'],
      ]),
      ['unknown-row', 'unknown-row'],
    ],
    [
      'a row whose order key is too long, and its cell: no orphan that would stand in the way of every fold',
      planning,
      sets(99, [
        ['rows', 'n1:order', 'x'.repeat(201)],
        ['cells', 'n1:c0', 'x'],
      ]),
      ['unknown-row', 'unknown-row'],
    ],
    ['an order key that is no text', planning, set(99, 0, 'rows', 'r0:order', 7), ['not-storable']],
    ['an order key that nothing could stand before', planning, set(99, 0, 'rows', 'r0:order', '000'), ['not-storable']],
    ['a deletion that is no yes or no', planning, set(99, 0, 'rows', 'r0:deleted', 'yes'), ['not-storable']],
    ['其中 that is no yes or no', planning, set(99, 0, 'rows', 'r0:ofWhich', 1), ['not-storable']],
    ['其中', gongxin, set(99, 0, 'rows', 'r0:ofWhich', true), []],
    ['a parent', gongxin, set(99, 0, 'rows', 'r0:parent', 'r1'), []],
    ['a parent that is no id', gongxin, set(99, 0, 'rows', 'r0:parent', 'r 1'), ['not-storable']],
    [
      'another department’s row under a row',
      shangwu,
      set(99, 0, 'rows', 'r0:parent', 'r1'),
      ['row-of-other-department'],
    ],
    ['NaN', gongxin, set(99, 0, 'cells', 'r0:c0', Number.NaN), ['not-storable']],
    ['Infinity', gongxin, set(99, 0, 'cells', 'r0:c0', Number.POSITIVE_INFINITY), ['not-storable']],
    ['undefined', gongxin, set(99, 0, 'cells', 'r0:c0', undefined), ['not-storable']],
    ['32,768 bytes of text', gongxin, set(99, 0, 'cells', 'r0:c0', 'x'.repeat(32_768)), []],
    ['one byte more', gongxin, set(99, 0, 'cells', 'r0:c0', 'x'.repeat(32_769)), ['not-storable']],
  ]
  test.each(cases)('[GATE-3] %s', (_title, who, update, refused) => {
    const gated = room()
    const before = gated.state.read('cells', 'r2:c0')
    expect(gated.apply(who, update).refused.map(({ why }) => why)).toEqual(refused)
    expect(gated.state.doc.store.pendingStructs).toBeNull()
    expect(gated.state.read('cells', 'r2:c0')).toBe(before)
    if (refused.length > 0)
      for (const value of ['x', Number.NaN, undefined])
        expect([...gated.state.doc.getMap('cells').values()]).not.toContain(value)
  })

  test('[GATE-3] nothing is written in an issued table, by nobody', () => {
    const gated = room()
    gated.state.doc.transact(() => gated.state.doc.getMap('structure').set('table:phase', 'issued'))
    gated.state.forgetStructure()
    expect(gated.apply(planning, set(99, 0, 'cells', 'r0:c1', 1)).refused).toMatchObject([{ why: 'table-is-issued' }])
  })

  test('[GATE-8] a row that was just handed over is judged by its new owner', () => {
    const gated = room()
    gated.apply(planning, set(99, 0, 'rows', 'r0:owner', 'shangwu'))
    expect(gated.apply(gongxin, set(98, 0, 'cells', 'r0:c0', 'x')).refused).toMatchObject([
      { why: 'row-of-other-department' },
    ])
    expect(gated.apply(shangwu, set(97, 0, 'cells', 'r0:c0', 'y')).refused).toEqual([])
  })
})

describe('what is applied', () => {
  test('[GATE-4] of a refused struct every write is told, and none is logged', () => {
    const gated = room()
    const update = raw(e => {
      header(e, 99, 0, 1)
      bytes(e, 8 | 32)
      uint(e, 1)
      text(e, 'cells')
      text(e, 'r2:c0')
      uint(e, 3)
      bytes(e, 126, 120, 121)
      uint(e, 0)
    })
    const { refused, draft } = gated.apply(gongxin, update)
    const why = 'row-of-other-department'
    expect(refused).toEqual([0, 1, 2].map(clock => ({ client: 99, clock, key: 'r2:c0', why })))
    expect(draft.intents).toEqual([])
  })

  test('[GATE-4] a refused write keeps its clock and loses its content, and the old value is written again', () => {
    const gated = room()
    const { refused } = gated.apply(
      gongxin,
      encodeWrites(99, 0, [{ map: 'cells', key: 'r2:c0', value: 'stolen', origin: { client: VICTIM, clock: 0 } }]),
    )
    expect(refused).toEqual([{ client: 99, clock: 0, key: 'r2:c0', why: 'row-of-other-department' }])
    expect(gated.state.read('cells', 'r2:c0')).toBe('victim')
    expect(Y.getState(gated.state.doc.store, 99)).toBe(1)
    expect(Buffer.from(Y.encodeStateAsUpdate(gated.state.doc)).includes('stolen')).toBe(false)
  })

  test('[GATE-6] map.delete of a stock client becomes a null, so that the edition does not shine through', () => {
    const gated = room()
    const stock = new Y.Doc()
    Y.applyUpdate(stock, Y.encodeStateAsUpdate(gated.state.doc))
    let sent: Uint8Array = new Uint8Array()
    stock.on('update', (update: Uint8Array) => {
      sent = update
    })
    stock.getMap('cells').delete('r0:c0')
    const { draft } = gated.apply(gongxin, sent)
    expect(gated.state.doc.getMap('cells').get('r0:c0')).toBeNull()
    expect(draft.intents).toMatchObject([{ key: 'r0:c0', value: null, account: 'gongxin' }])
    stock.getMap('cells').delete('r2:c0')
    gated.apply(gongxin, sent)
    expect(gated.state.doc.getMap('cells').get('r2:c0')).toBe('victim')
  })

  test('[GATE-6] what was cleared after an own write that lost against a concurrent one is cleared', () => {
    const gated = room()
    const [high, low] = [2_000_000, 1_000]
    const doc = new Y.Doc()
    doc.clientID = low
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(gated.state.doc))
    const before = Y.encodeStateVector(doc)
    const base = gated.state.doc.getMap('cells')._map.get('r0:c0')!.id
    const origin = { client: base.client, clock: base.clock }
    // offline it writes; meanwhile the planning office does, under a higher id; it hears of that and clears the cell
    doc.getMap('cells').set('r0:c0', 'offline')
    const theirs = encodeWrites(high, 0, [{ map: 'cells', key: 'r0:c0', value: 'theirs', origin }])
    gated.apply(planning, theirs)
    Y.applyUpdate(doc, theirs)
    expect(doc.getMap('cells').get('r0:c0')).toBe('theirs')
    doc.getMap('cells').delete('r0:c0')
    gated.apply(gongxin, Y.encodeStateAsUpdate(doc, before))
    expect(gated.state.doc.getMap('cells').get('r0:c0')).toBeNull()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(gated.state.doc, Y.encodeStateVector(doc)))
    expect(doc.getMap('cells').toJSON()).toEqual(gated.state.doc.getMap('cells').toJSON())
  })

  test('[GATE-2] -0 is stored as 0; the same update twice is applied once', () => {
    const gated = room()
    const update = set(99, 0, 'cells', 'r0:c0', -0)
    expect(gated.apply(gongxin, update).draft.intents).toHaveLength(1)
    expect(gated.apply(gongxin, update).draft.intents).toHaveLength(0)
    expect(Object.is(gated.state.read('cells', 'r0:c0'), 0)).toBe(true)
  })

  test('[SYNC-8] of a struct whose first half is here already only the rest is logged', () => {
    const gated = room()
    gated.apply(gongxin, set(99, 0, 'cells', 'r0:c0', 'one'))
    const both = raw(e => {
      header(e, 99, 0, 1)
      bytes(e, 8 | 32, 1)
      text(e, 'cells')
      text(e, 'r0:c0')
      uint(e, 2)
      for (const value of ['one', 'two']) {
        bytes(e, 119)
        text(e, value)
      }
      uint(e, 0)
    })
    const { draft } = gated.apply(gongxin, both)
    expect(draft.intents).toMatchObject([{ client: 99, clock: 1, value: 'two' }])
    expect(gated.state.read('cells', 'r0:c0')).toBe('two')
    expect(gated.state.doc.store.pendingStructs).toBeNull()
  })

  test('[SYNC-7] an effect is whose value stands, though somebody else was refused or lost in the same batch', () => {
    const gated = room()
    const draft = new BatchDraft(gated.state)
    gated.state.doc.transact(transaction => {
      draft.update(gongxin, set(900, 0, 'cells', 'r1:c0', 'wins'))
      draft.update(planning, set(100, 0, 'cells', 'r1:c0', 'loses'))
      draft.update(leader, set(1_000, 0, 'cells', 'r1:c0', 'refused'))
      transaction.local = true
    })
    expect(draft.effects()).toEqual([{ map: 'cells', key: 'r1:c0', before: 'b', after: 'wins', account: 'gongxin' }])
  })

  test('[SYNC-7] effects say before and after as readers see them, edition included', () => {
    const gated = room()
    const { draft } = gated.apply(
      gongxin,
      sets(99, [
        ['cells', 'r1:c0', 'first'],
        ['cells', 'r1:c0', 'second'],
        ['cells', 'r0:c0', 'own'],
      ]),
    )
    expect(draft.intents.map(({ value }) => value)).toEqual(['first', 'second', 'own'])
    expect(draft.effects()).toEqual([
      { map: 'cells', key: 'r1:c0', before: 'b', after: gated.state.read('cells', 'r1:c0'), account: 'gongxin' },
    ])
  })
})
