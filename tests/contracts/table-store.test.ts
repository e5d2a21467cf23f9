import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../server/storage/database.ts'
import { migrate } from '../../server/storage/migrate.ts'
import type { TableStore } from '../../server/storage/table-store.ts'
import { createTableStore } from '../../server/storage/tables.queries.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { type Place, targets } from '../storage/support/databases.ts'
import { batch, edition, effect, intent, sha256, TABLE } from '../storage/support/samples.ts'

for (const target of await targets()) {
  describe.skipIf(target.missing !== null)(`tables on ${target.name}`, () => {
    let place: Place
    let db: Database
    let store: TableStore
    const first = edition(1)

    beforeAll(async () => {
      place = await target.make()
      db = await place.open()
      await migrate(db)
      store = createTableStore(db)
    })
    afterAll(async () => {
      await db?.close()
      await place?.remove()
    })
    beforeEach(async () => {
      for (const table of [
        'audit',
        'row_owners',
        'claims',
        'effects',
        'intents',
        'updates',
        'chunks',
        'editions',
        'tables',
        'accounts',
      ] as const) {
        await db.kysely.deleteFrom(table).execute()
      }
      await store.createTable(TABLE, first, new Map([['r1', 'gongxin']]), 5)
    })

    const count = async (table: 'updates' | 'intents' | 'effects' | 'chunks' | 'editions') =>
      (await db.kysely.selectFrom(table).select(db.kysely.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n

    test('a table is found by id and by slug, the id first, and listed by position', async () => {
      const other = { ...TABLE, id: 'plan-145', name: 'annual-2024', position: 1 }
      await store.createTable(other, edition(1, '', 'plan-145'), new Map(), 5)
      expect(await store.findTable('t1')).toEqual(TABLE)
      expect(await store.findTable('annual-2024')).toEqual(other)
      expect(await store.findTable('plan-145')).toEqual(other)
      expect(await store.findTable('nothing')).toBeNull()
      expect((await store.listTables()).map(table => table.id)).toEqual(['plan-145', 't1'])
    })

    test('a table whose slug is taken is not half created', async () => {
      const twin = { ...TABLE, id: 't2' }
      await expect(store.createTable(twin, edition(1, 'twin', 't2'), new Map(), 5)).rejects.toMatchObject({
        code: 'storage-failed',
      })
      expect(await store.findTable('t2')).toBeNull()
      expect(await store.currentRoom('t2')).toBeNull()
      expect(await count('chunks')).toBe(1)
    })

    test('the first edition is where the table stands', async () => {
      const room = { tableId: 't1', room: first.room, seq: 1, hash: first.hash, manifest: first.manifest, closed: null }
      expect(await store.currentRoom('t1')).toEqual(room)
      expect(await store.findRoom(first.room)).toEqual(room)
      expect(await store.findEdition(first.hash)).toEqual(room)
      expect(await store.currentRoom('nothing')).toBeNull()
      expect(await store.findRoom('nothing')).toBeNull()
      expect(await store.findEdition('nothing')).toBeNull()
    })

    test('a chunk comes back as it was, and gzipped as it is stored', async () => {
      const [[hash, bytes]] = [...first.chunks] as [[string, Uint8Array]]
      const back = await store.chunk(hash)
      expect(Buffer.from(back ?? [])).toEqual(Buffer.from(bytes))
      expect(sha256(gunzipSync((await store.chunkGzip(hash)) ?? new Uint8Array()))).toBe(hash)
      expect(await store.chunk('nothing')).toBeNull()
      expect(await store.chunkGzip('nothing')).toBeNull()
    })

    test('updates come back byte for byte, oldest first, of their room alone', async () => {
      const whole = new Uint8Array([9, 9, 0, 255, 128, 9, 9])
      await store.commitBatch(batch(first.room, { update: whole.subarray(2, 5) }))
      await store.commitBatch(batch(first.room, { update: new Uint8Array(70_000).fill(7) }))
      const [one, two] = await store.updates(first.room)
      expect([...(one ?? [])]).toEqual([0, 255, 128])
      expect(two?.byteLength).toBe(70_000)
      expect(await store.updates('nothing')).toEqual([])
    })

    test('claims say whose a Yjs client id is; the first claim stays', async () => {
      await store.commitBatch(batch(first.room, { claims: [{ client: 4_294_967_295, account: 'a' }] }))
      await store.commitBatch(
        batch(first.room, {
          claims: [
            { client: 4_294_967_295, account: 'b' },
            { client: 7, account: 'b' },
          ],
        }),
      )
      expect(await store.claims(first.room)).toEqual(
        new Map([
          [4_294_967_295, 'a'],
          [7, 'b'],
        ]),
      )
    })

    test.each<[string, Scalar]>([
      ['text', '≥95 左右'],
      ['a text that looks like JSON', '"12"'],
      ['quotes, backslashes, newlines', `'"\\\n\t`],
      ['NUL', 'a\u0000b'],
      ['an astral character', '𠮷'],
      ['the empty text', ''],
      ['an integer', 300],
      ['a double', 0.1 + 0.2],
      ['a large double', 1.7976931348623157e308],
      ['true', true],
      ['false', false],
      ['null', null],
    ])('%s goes into the log and comes out the same', async (_, value) => {
      await store.commitBatch(
        batch(first.room, { intents: [intent(1, { value })], effects: [effect('r1:a', value, value)] }),
      )
      const [change] = await store.changes('t1', { limit: 1 })
      expect(change?.before).toBe(value)
      expect(change?.after).toBe(value)
      expect((await db.kysely.selectFrom('intents').select('value').executeTakeFirstOrThrow()).value).toBe(
        JSON.stringify(value),
      )
    })

    test('changes: newest first, who with name, why, when; by row, by column, since, limited', async () => {
      await db.kysely
        .insertInto('accounts')
        .values({
          id: 'acc-1',
          account: 'gongxin',
          name: '李工',
          department_id: null,
          roles: '[]',
          password_hash: '',
          disabled: 1,
          created_at: 0,
        })
        .execute()
      await store.commitBatch(
        batch(first.room, {
          at: 100,
          intents: [intent(1, { key: 'r1:a', value: 1, reason: '年报数\u0000' }), intent(2, { key: 'r2:a', value: 2 })],
          effects: [effect('r1:a', null, 1), effect('r2:a', 0, 2), effect('r2:order', 'V', 'W', { map: 'rows' })],
        }),
      )
      await store.commitBatch(batch(first.room, { at: 200, effects: [effect('r1:b', 'x', null, { account: 'gone' })] }))
      const all = await store.changes('t1', { limit: 10 })
      expect(
        all.map(({ row, column, before, after, account, accountName, reason, at }) => ({
          row,
          column,
          before,
          after,
          account,
          accountName,
          reason,
          at,
        })),
      ).toEqual([
        {
          row: 'r1',
          column: 'b',
          before: 'x',
          after: null,
          account: 'gone',
          accountName: 'gone',
          reason: null,
          at: 200,
        },
        { row: 'r2', column: 'a', before: 0, after: 2, account: 'acc-1', accountName: '李工', reason: null, at: 100 },
        {
          row: 'r1',
          column: 'a',
          before: null,
          after: 1,
          account: 'acc-1',
          accountName: '李工',
          reason: '年报数\uFFFD',
          at: 100,
        },
      ])
      const cells = async (filter: { row?: string; column?: string; since?: number; limit?: number }) =>
        (await store.changes('t1', { limit: 10, ...filter })).map(change => `${change.row}:${change.column}`)
      expect(await cells({ row: 'r1' })).toEqual(['r1:b', 'r1:a'])
      expect(await cells({ column: 'a' })).toEqual(['r2:a', 'r1:a'])
      expect(await cells({ row: 'r1', column: 'a' })).toEqual(['r1:a'])
      expect(await cells({ since: 101 })).toEqual(['r1:b'])
      expect(await cells({ since: 200 })).toEqual(['r1:b'])
      expect(await cells({ limit: 1 })).toEqual(['r1:b'])
      expect(await store.changes('other', { limit: 10 })).toEqual([])
    })

    test('writes that a concurrent one overtook: in the same commit, or by what stood already', async () => {
      const write = (clock: number, client: number, account: string, value: Scalar, key = 'r1:a') =>
        intent(clock, { client, account, value, key, ...(account === 'loser' && { reason: '月报' }) })
      await store.commitBatch(
        batch(first.room, {
          at: 100,
          // the loser's last counts, the winner's own steps are none, and who wrote the same lost nothing
          intents: [
            write(1, 1, 'loser', 7),
            write(2, 1, 'loser', 8),
            write(1, 9, 'winner', 1),
            write(2, 9, 'winner', 2),
            write(1, 5, 'same', 2),
          ],
          effects: [effect('r1:a', null, 2, { account: 'winner' })],
        }),
      )
      await store.commitBatch(batch(first.room, { at: 200, intents: [write(3, 1, 'loser', '9左右')] }))
      await store.commitBatch(batch(first.room, { at: 300, intents: [write(4, 9, 'winner', 2)] }))
      await store.commitBatch(
        batch(first.room, {
          at: 400,
          intents: [write(5, 9, 'winner', 3), write(6, 9, 'winner', 'x', 'r2:b:c')],
          effects: [effect('r1:a', 2, 3, { account: 'winner' })],
        }),
      )
      const told = await store.overtaken('t1', { limit: 10 })
      expect(
        told.map(({ row, column, before, after, account, reason, at, overtaken }) => [
          ...[row, column, before, after, account, reason, at, overtaken],
        ]),
      ).toEqual([
        ['r1', 'a', 2, '9左右', 'loser', '月报', 200, true],
        ['r1', 'a', null, 8, 'loser', '月报', 100, true],
      ])
      expect(told.every(({ id }) => id < 0)).toBe(true)
      const count = async (filter: object) => (await store.overtaken('t1', { limit: 10, ...filter })).length
      expect(
        await Promise.all(
          [{ row: 'r1', column: 'a' }, { row: 'r1' }, { column: 'a' }, { since: 200 }, { limit: 1 }].map(count),
        ),
      ).toEqual([2, 2, 2, 1, 1])
      expect(await Promise.all([{ row: 'r' }, { column: 'b' }, { since: 201 }].map(count))).toEqual([0, 0, 0])
      expect(await store.overtaken('other', { limit: 10 })).toEqual([])
    })

    test('a reason belongs to the write it was given for', async () => {
      await store.commitBatch(
        batch(first.room, {
          intents: [
            intent(1, { key: 'r1:a', account: 'loser', reason: 'mine' }),
            intent(2, { key: 'r1:a', account: 'winner' }),
          ],
          effects: [effect('r1:a', null, 2, { account: 'winner' })],
        }),
      )
      expect((await store.changes('t1', { limit: 1 }))[0]?.reason).toBeNull()
    })

    test('the fact `owner` of a row moves the row owners in the same commit', async () => {
      const owner = (row: string, after: Scalar) => effect(`${row}:owner`, null, after, { map: 'rows' })
      await store.commitBatch(
        batch(first.room, { effects: [owner('r1', 'shangwu'), owner('r2', 'nongye'), owner('r2', 'gongxin')] }),
      )
      expect(await store.rowOwners('t1')).toEqual(
        new Map([
          ['r1', 'shangwu'],
          ['r2', 'gongxin'],
        ]),
      )
      await store.commitBatch(
        batch(first.room, {
          effects: [
            owner('r1', null),
            owner('r3', ''),
            effect('r2:owner', 'x', 'y'),
            effect('r2:order', 'a', 'b', { map: 'rows' }),
          ],
        }),
      )
      expect(await store.rowOwners('t1')).toEqual(new Map([['r2', 'gongxin']]))
    })

    test('no write enters the log twice, and its batch leaves nothing behind', async () => {
      await store.commitBatch(batch(first.room, { intents: [intent(1)] }))
      const again = batch(first.room, { intents: [intent(2), intent(1)], effects: [effect('r2:a', null, 2)] })
      await expect(store.commitBatch(again)).rejects.toMatchObject({ code: 'storage-failed' })
      expect([await count('updates'), await count('intents'), await count('effects')]).toEqual([1, 1, 0])
      await store.commitBatch(batch(first.room, { intents: [intent(3)] }))
      expect(await count('intents')).toBe(2)
    })

    test('intents and effects name the update they came with', async () => {
      await store.commitBatch(batch(first.room, { intents: [intent(1)], effects: [effect('r1:a', null, 1)] }))
      await store.commitBatch(batch(first.room, { intents: [intent(2)], effects: [effect('r2:a', null, 2)] }))
      const ids = async (table: 'intents' | 'effects') =>
        (await db.kysely.selectFrom(table).select('update_id as id').orderBy('id').execute()).map(row => row.id)
      const updates = (await db.kysely.selectFrom('updates').select('id').orderBy('id').execute()).map(row => row.id)
      expect(await ids('intents')).toEqual(updates)
      expect(await ids('effects')).toEqual(updates)
    })

    test('a paste of 20,000 cells is one commit', async () => {
      const many = Array.from({ length: 20_000 }, (_, n) => n)
      await store.commitBatch(
        batch(first.room, {
          intents: many.map(n => intent(n)),
          effects: many.map(n => effect(`r${n}:a`, null, n)),
          claims: many.map(n => ({ client: n, account: 'a' })),
        }),
      )
      expect([await count('updates'), await count('intents'), await count('effects')]).toEqual([1, 20_000, 20_000])
      const [last] = await store.changes('t1', { limit: 1 })
      expect([last?.row, last?.after]).toEqual(['r19999', 19_999])
    })

    test('tables commit beside each other', async () => {
      const other = edition(1, '', 't2')
      await store.createTable({ ...TABLE, id: 't2', name: 'annual-2024' }, other, new Map(), 5)
      const commitMany = async (tableId: string, room: string) => {
        for (let n = 0; n < 20; n++) {
          await store.commitBatch(
            batch(room, {
              tableId,
              update: new Uint8Array([n]),
              intents: [intent(n)],
              effects: [effect(`${tableId}:a`, n, n + 1)],
            }),
          )
        }
      }
      await Promise.all([commitMany('t1', first.room), commitMany('t2', other.room)])
      for (const [tableId, room] of [
        ['t1', first.room],
        ['t2', other.room],
      ] as const) {
        expect((await store.updates(room)).map(([n]) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
        expect((await store.changes(tableId, { limit: 100 })).map(change => change.row)).toEqual(
          Array(20).fill(tableId),
        )
      }
      const strays =
        await sql`select 1 from effects e join updates u on u.id = e.update_id where u.table_id <> e.table_id`.execute(
          db.kysely,
        )
      expect(strays.rows).toEqual([])
    })

    test('whatever text keys, values and reasons hold, the batch is stored and the values come back the same', async () => {
      const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
      const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 12 }).map(codes => String.fromCharCode(...codes))
      const wellFormed = fc.string({ unit: 'binary', maxLength: 12 })
      const writes = fc.sample(fc.tuple(anyText, wellFormed, anyText), { seed, numRuns: 300 })
      await store.commitBatch(
        batch(first.room, {
          intents: writes.map(([key, value, reason], n) => intent(n, { key: `${key}:a`, value, reason })),
          effects: writes.map(([key, value]) => effect(`${key}:a`, value, value)),
        }),
      )
      const back = [...(await store.changes('t1', { limit: 1000 }))].reverse()
      expect(
        back.map(change => change.after),
        `SEED=${seed} replays this`,
      ).toEqual(writes.map(([, value]) => value))
    })

    describe('a fold', () => {
      const second = edition(2)
      const fold = { from: first.room, clocks: { '4294967295': 12, '7': 1 }, edition: second, at: 9 }

      test('moves the table on; the closed room keeps its clocks and names the next', async () => {
        await store.commitFold(fold)
        expect((await store.currentRoom('t1'))?.room).toBe(second.room)
        expect((await store.findRoom(first.room))?.closed).toEqual({ clocks: fold.clocks, next: second.room })
        expect((await store.findEdition(first.hash))?.room).toBe(first.room)
        expect(await store.olderClients('t1')).toEqual(new Set([4_294_967_295, 7]))
      })

      test('shares known chunks', async () => {
        await store.commitFold({
          ...fold,
          edition: { ...second, chunks: new Map([...first.chunks, ...second.chunks]) },
        })
        expect(await count('chunks')).toBe(2)
      })

      test('happens once: a second fold of the same room changes nothing', async () => {
        await store.commitFold(fold)
        await expect(store.commitFold({ ...fold, clocks: {}, edition: edition(2, 'other') })).rejects.toMatchObject({
          code: 'storage-failed',
        })
        expect((await store.findRoom(first.room))?.closed).toEqual({ clocks: fold.clocks, next: second.room })
        expect([await count('editions'), await count('chunks')]).toEqual([2, 2])
      })

      test('closes the room to batches, and an unknown room takes none either', async () => {
        await store.commitFold(fold)
        await expect(store.commitBatch(batch(first.room, { intents: [intent(1)] }))).rejects.toMatchObject({
          code: 'storage-failed',
        })
        await expect(store.commitBatch(batch('nothing'))).rejects.toMatchObject({ code: 'storage-failed' })
        expect(await count('updates')).toBe(0)
        await store.commitBatch(batch(second.room, { intents: [intent(1)] }))
        expect(await count('updates')).toBe(1)
      })

      test('older clients are those of the last 20 editions', async () => {
        const editions = Array.from({ length: 23 }, (_, n) => edition(n + 1))
        for (const [n, next] of editions.entries()) {
          const from = editions[n - 1]
          if (from !== undefined) await store.commitFold({ from: from.room, clocks: { [n]: 1 }, edition: next, at: 9 })
        }
        expect(await store.olderClients('t1')).toEqual(new Set(Array.from({ length: 20 }, (_, n) => n + 3)))
      })
    })
  })
}
