import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStorage } from '../../server/storage/open-storage.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { administer, schemaPlace, targets } from '../storage/support/databases.ts'
import { batch, edition, intent, TABLE } from '../storage/support/samples.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

const missing = (await targets()).find(({ name }) => name === 'PostgreSQL')?.missing
const PATIENT = { timeout: 60_000, interval: 50 }

describe.skipIf(missing !== null)('when nobody knows whether PostgreSQL has it', () => {
  let place: Awaited<ReturnType<typeof schemaPlace>>
  let proxy: TcpProxy
  let storage: Storage
  const first = edition(1)

  beforeEach(async () => {
    place = await schemaPlace()
    const direct = new URL(place.config.databaseUrl ?? '')
    proxy = await startTcpProxy(Number(direct.port || 5432), direct.hostname)
    const proxied = new URL(direct)
    proxied.hostname = '127.0.0.1'
    proxied.port = String(proxy.port)
    storage = await openStorage({ dataDir: '', databaseUrl: proxied.href })
    await storage.tables.createTable(TABLE, first, new Map(), 0)
  })
  afterEach(async () => {
    await storage.close()
    await proxy.end()
    await place.remove()
  })

  test('a commit still under way in the database is waited for before anything is read', async () => {
    // a transaction of this server as the database sees it: past the fence, not committed yet
    const late = new pg.Client({ connectionString: place.config.databaseUrl ?? '' })
    await late.connect()
    await late.query(`begin; select 1 from meta where key = 'holder' for share`)
    proxy.cut()
    await expect(storage.tables.commitBatch(batch(first.room))).rejects.toMatchObject({ code: 'database-stopped' })
    proxy.restore()
    let read: readonly Uint8Array[] | null = null
    const reading = vi
      .waitFor(async () => await storage.tables.updates(first.room), PATIENT)
      .then(updates => {
        read = updates
      })
    await vi.waitFor(async () => expect((await waitingForLocks()).rowCount).toBeGreaterThan(0), PATIENT)
    expect(read).toBeNull()
    await late.query('insert into updates (table_id, room, bytes, at) values ($1, $2, $3, 0)', [
      TABLE.id,
      first.room,
      Buffer.from([7]),
    ])
    await late.query('commit')
    await late.end()
    await reading
    expect(read).toEqual([Buffer.from([7])])
    await vi.waitFor(async () => await storage.tables.commitBatch(batch(first.room, { intents: [intent(1)] })), PATIENT)
    expect((await storage.tables.updates(first.room)).length).toBe(2)
  })

  const waitingForLocks = () =>
    administer(`select 1 from pg_stat_activity where application_name = '${place.schema}' and wait_event_type = 'Lock'`)

  test('a line that broke without the database noticing does not keep the server out of its own data', async () => {
    proxy.strand()
    await vi.waitFor(async () => await storage.tables.commitBatch(batch(first.room, { intents: [intent(1)] })), PATIENT)
    expect((await storage.tables.updates(first.room)).length).toBe(1)
    await expect(openStorage(place.config)).rejects.toMatchObject({ code: 'data-folder-in-use' })
  })
})
