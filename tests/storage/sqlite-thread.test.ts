import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../server/storage/database.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { startSqliteThread } from '../../server/storage/sqlite-thread.ts'
import { folderPlace } from './support/databases.ts'

let place: Awaited<ReturnType<typeof folderPlace>>

beforeEach(async () => {
  place = await folderPlace()
})
afterEach(() => place.remove())

async function withDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  const db = await place.open()
  try {
    await migrate(db)
    await work(db)
  } finally {
    await db.close()
  }
}

const setMeta = (db: Database, key: string) => db.kysely.insertInto('meta').values({ key, value: 'x' }).compile()
const keys = async (db: Database) =>
  (await db.kysely.selectFrom('meta').select('key').orderBy('key').execute()).map(row => row.key)

const A_LONG_TEXT =
  'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) from n'
const A_LONG_QUERY = sql.raw(A_LONG_TEXT)

test('the event loop turns while a query runs', () =>
  withDatabase(async db => {
    let running = true
    let turns = 0
    const query = A_LONG_QUERY.execute(db.kysely).finally(() => {
      running = false
    })
    while (running) {
      await new Promise(resolve => setImmediate(resolve))
      turns++
    }
    await query
    expect(turns).toBeGreaterThan(100)
  }))

test('all of the queries or none', () =>
  withDatabase(async db => {
    await expect(db.atomically([setMeta(db, 'a'), setMeta(db, 'b'), setMeta(db, 'a')])).rejects.toMatchObject({
      code: 'storage-failed',
    })
    expect(await keys(db)).toEqual([])
    await db.atomically([setMeta(db, 'a'), setMeta(db, 'b')])
    expect(await keys(db)).toEqual(['a', 'b'])
  }))

test('what comes together is one transaction, and each caller has all of its own or none', () =>
  withDatabase(async db => {
    const outcomes = await Promise.allSettled([
      db.atomically([setMeta(db, 'a')]),
      db.atomically([setMeta(db, 'b'), setMeta(db, 'a')]),
      db.atomically([setMeta(db, 'c'), setMeta(db, 'd')]),
      db.atomically([setMeta(db, 'd')]),
      ...Array.from({ length: 200 }, (_, at) => db.atomically([setMeta(db, `e${at}`)])),
    ])
    expect(outcomes.slice(0, 4).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
    expect(outcomes.slice(4).every(({ status }) => status === 'fulfilled')).toBe(true)
    expect((await keys(db)).slice(0, 4)).toEqual(['a', 'c', 'd', 'e0'])
    expect((await keys(db)).length).toBe(203)
  }))

test('what cannot be sent fails alone', () =>
  withDatabase(async db => {
    const broken = sql`insert into meta (key, value) values ('no', ${Symbol('no')})`.compile(db.kysely)
    const outcomes = await Promise.allSettled([
      db.atomically([setMeta(db, 'a')]),
      db.atomically([broken]),
      db.atomically([setMeta(db, 'b')]),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await keys(db)).toEqual(['a', 'b'])
  }))

test('what others ask waits outside of an open transaction', () =>
  withDatabase(async db => {
    let others: Promise<unknown>[] = []
    const undone = db.kysely.transaction().execute(async transaction => {
      await transaction.insertInto('meta').values({ key: 'undone', value: 'x' }).execute()
      others = [
        db.atomically([setMeta(db, 'kept')]),
        db.kysely.insertInto('meta').values({ key: 'kept too', value: 'x' }).execute(),
      ]
      await transaction.selectFrom('meta').selectAll().execute()
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    await Promise.all(others)
    expect(await keys(db)).toEqual(['kept', 'kept too'])
  }))

test('what cannot be sent or bound is one failed query, and the next one works', () =>
  withDatabase(async db => {
    await expect(sql`select ${Symbol('no')}`.execute(db.kysely)).rejects.toMatchObject({ code: 'storage-failed' })
    await expect(sql`select ${true}`.execute(db.kysely)).rejects.toMatchObject({ code: 'storage-failed' })
    await expect(sql`select`.execute(db.kysely)).rejects.toMatchObject({ code: 'storage-failed' })
    expect((await sql`select 1 as one`.execute(db.kysely)).rows).toEqual([{ one: 1 }])
  }))

test('closing answers what was asked before, refuses what comes after, and may be repeated', async () => {
  const thread = await startSqliteThread(place.folder)
  const asked = thread.run([{ sql: 'select 7 as n', parameters: [] }])
  const closed = thread.close()
  await expect(thread.run([{ sql: 'select 8', parameters: [] }])).rejects.toMatchObject({
    code: 'database-stopped',
  })
  expect(await asked).toEqual([{ rows: [{ n: 7 }], changes: 0 }])
  await closed
  await thread.close()
})

test('when the thread dies, everything asked and everything to come is refused as database-stopped', async () => {
  const thread = await startSqliteThread(place.folder)
  const query = { sql: A_LONG_TEXT, parameters: [] }
  const asked = thread.run([query])
  const refused = expect(asked).rejects.toMatchObject({ name: 'StorageError', code: 'database-stopped' })
  thread.terminate()
  await refused
  await expect(thread.run([query])).rejects.toMatchObject({ code: 'database-stopped' })
  await thread.close()
})
