import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStorage } from '../../server/storage/open-storage.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { administer, schemaPlace, targets } from './support/databases.ts'
import { batch, edition, intent, TABLE } from './support/samples.ts'

const postgres = (await targets()).find(target => target.name === 'PostgreSQL')

describe.skipIf(postgres?.missing !== null)('PostgreSQL', () => {
  let place: Awaited<ReturnType<typeof schemaPlace>>
  let storage: Storage | null = null
  const first = edition(1)

  beforeEach(async () => {
    place = await schemaPlace()
    storage = await openStorage(place.config)
    await storage.tables.createTable(TABLE, first, new Map(), 0)
  })
  afterEach(async () => {
    await storage?.close()
    storage = null
    await place?.remove()
  })

  /** what a restart of the database does to every connection of this server */
  const breakConnections = async () => {
    const broken = await administer(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${place.schema}'`,
    )
    expect(broken.rowCount).toBeGreaterThanOrEqual(2)
  }

  const lockHeld = async () =>
    (
      await administer(`select 1 from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and l.granted and a.application_name = '${place.schema}'`)
    ).rowCount === 1

  test('two servers may share a database, each in its schema', async () => {
    const other = await schemaPlace()
    const neighbour = await openStorage(other.config)
    expect(await neighbour.tables.listTables()).toEqual([])
    expect((await storage?.tables.listTables())?.length).toBe(1)
    await neighbour.close()
    await other.remove()
  })

  test('after its connections broke it goes on by itself and keeps others out again', async () => {
    await breakConnections()
    await vi.waitFor(async () => await storage?.tables.commitBatch(batch(first.room, { intents: [intent(1)] })), {
      timeout: 20_000,
      interval: 50,
    })
    expect((await storage?.tables.updates(first.room))?.length).toBe(1)
    await vi.waitFor(async () => expect(await lockHeld()).toBe(true), { timeout: 20_000, interval: 50 })
    await expect(openStorage(place.config)).rejects.toMatchObject({ code: 'data-folder-in-use' })
  })

  test('a server whose schema was taken over without its noticing cannot commit', async () => {
    await administer(`update ${place.schema}.meta set value = 'somebody else' where key = 'holder'`)
    await expect(storage?.tables.commitBatch(batch(first.room))).rejects.toMatchObject({ code: 'data-folder-in-use' })
    expect(await storage?.tables.updates(first.room)).toEqual([])
    expect(await storage?.healthy()).toBe(false)
  })

  test('when another server wrote while the lock was lost, it does not come back', async () => {
    await administer(`update ${place.schema}.meta set value = 'somebody else' where key = 'holder'`)
    await breakConnections()
    await vi.waitFor(
      async () => {
        const failure = await storage?.tables.commitBatch(batch(first.room)).catch((error: unknown) => error)
        expect(failure).toMatchObject({ code: 'data-folder-in-use' })
      },
      { timeout: 20_000, interval: 50 },
    )
    expect(await storage?.healthy()).toBe(false)
  })
})

test('int8 comes back as a number', async context => {
  if (postgres === undefined || postgres.missing !== null) return context.skip()
  const place = await postgres.make()
  const db = await place.open()
  const { rows } =
    await sql`select 1700000000000::int8 as n, array_length(array[1,2], 1) as m, '12.5'::numeric as text`.execute(
      db.kysely,
    )
  expect(rows).toEqual([{ n: 1_700_000_000_000, m: 2, text: '12.5' }])
  await db.close()
  await place.remove()
})
