import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../server/storage/database.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { type DatedMigration, migrations } from '../../server/storage/migrations/migrations.ts'
import { storageOn } from '../../server/storage/open-storage.ts'
import { folderPlace, type Place, targets } from './support/databases.ts'

const later: DatedMigration = {
  async up(db) {
    await db.schema.createTable('later').addColumn('id', 'text').execute()
  },
}
const failing: DatedMigration = {
  async up(db) {
    await db.schema.createTable('half').addColumn('id', 'text').execute()
    await sql`insert into nowhere values (1)`.execute(db)
  },
}

const tableNames = async (db: Database) =>
  (await db.kysely.introspection.getTables())
    .map(table => table.name)
    .filter(name => !name.startsWith('kysely_'))
    .sort()

for (const target of await targets()) {
  describe.skipIf(target.missing !== null)(`migrating on ${target.name}`, () => {
    let place: Place
    let db: Database

    beforeEach(async () => {
      place = await target.make()
      db = await place.open()
    })
    afterEach(async () => {
      await db?.close()
      await place?.remove()
    })

    test('twice is once', async () => {
      await migrate(db)
      await storageOn(db).meta.set('kept', 'yes')
      const tables = await tableNames(db)
      await migrate(db)
      expect(await tableNames(db)).toEqual(tables)
      expect(await storageOn(db).meta.get('kept')).toBe('yes')
    })

    test('data of a later release is refused, named and left alone', async () => {
      await migrate(db, { ...migrations, '2099-01-01-later': later })
      const tables = await tableNames(db)
      await expect(migrate(db)).rejects.toMatchObject({
        code: 'schema-too-new',
        message: expect.stringContaining('2099-01-01-later'),
      })
      expect(await tableNames(db)).toEqual(tables)
    })

    test('a migration that fails leaves nothing of itself, and works once it is mended', async () => {
      await migrate(db)
      const tables = await tableNames(db)
      await expect(migrate(db, { ...migrations, '2099-01-01-later': failing })).rejects.toMatchObject({
        code: 'storage-failed',
        message: expect.stringContaining('2099-01-01-later'),
      })
      expect(await tableNames(db)).toEqual(tables)
      await migrate(db)
      await migrate(db, { ...migrations, '2099-01-01-later': later })
      expect(await tableNames(db)).toEqual([...tables, 'later'].sort())
    })

    test('a half-made schema of unknown origin is refused', async () => {
      await sql`create table accounts (id text)`.execute(db.kysely)
      await expect(migrate(db)).rejects.toMatchObject({
        code: 'storage-failed',
        message: expect.stringContaining('2026-11-22-first'),
      })
      expect(await tableNames(db)).toEqual(['accounts'])
    })
  })
}

test('a file of the first release opens, and everything in it reads', async () => {
  const place = await folderPlace()
  const db = await place.open()
  const dump = await readFile(new URL('./fixtures/2026-11-22-first.sql', import.meta.url), 'utf8')
  for (const statement of dump.split(/;\n/).filter(text => text.trim() !== ''))
    await sql.raw(statement).execute(db.kysely)
  await migrate(db)
  const { tables, accounts, meta } = storageOn(db)

  const [table] = await tables.listTables()
  expect(table).toMatchObject({ name: 'plan-145', kind: 'indicator' })
  const room = await tables.currentRoom(table?.id ?? '')
  expect(room).toMatchObject({ seq: 2, closed: null })
  expect(await tables.olderClients('t1')).toEqual(new Set([4_294_967_295]))
  const [, chunk] = (JSON.parse(room?.manifest ?? '') as { chunks: [[string, string]] }).chunks[0]
  expect(Buffer.from((await tables.chunk(chunk)) ?? []).toString()).toBe('[2,"","三次产业比例"]')
  expect((await tables.updates(room?.room ?? '')).map(update => [...update])).toEqual([[1, 2, 3]])
  expect(await tables.rowOwners('t1')).toEqual(new Map([['r1', 'gongxin']]))
  expect(await tables.claims(room?.room ?? '')).toEqual(new Map([[7, (await accounts.findByName('gongxin'))?.id]]))
  expect(await tables.changes('t1', { limit: 10 })).toMatchObject([
    {
      row: 'r1',
      column: 'a',
      before: '≥95',
      after: 96.5,
      accountName: '李工',
      reason: '年报数',
      at: 1_700_000_000_000,
    },
  ])
  expect(await accounts.findSession('hash-of-session', 0)).toMatchObject({ account: { departmentName: '工信局' } })
  expect(await accounts.findToken('hash-of-token')).toMatchObject({ account: { account: 'gongxin', roles: ['clerk'] } })
  expect(await meta.get('seed')).toBe('demo')
  await db.close()
  await place.remove()
})
