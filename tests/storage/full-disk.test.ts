import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../server/storage/database.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { openSqliteDatabase } from '../../server/storage/sqlite-database.ts'
import type { TableStore } from '../../server/storage/table-store.ts'
import { createTableStore } from '../../server/storage/tables.queries.ts'
import { batch, edition, effect, intent, TABLE } from './support/samples.ts'

const PER_BATCH = 500
const first = edition(1)
let folder: string
let db: Database | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongchou-full-'))
})
afterEach(async () => {
  await db?.close()
  db = null
  await rm(folder, { recursive: true, force: true })
})

async function openStore(at: string): Promise<{ db: Database; store: TableStore }> {
  db = await openSqliteDatabase(at)
  await migrate(db)
  const store = createTableStore(db)
  await store.createTable(TABLE, first, new Map(), 0)
  return { db, store }
}

const nth = (n: number) => {
  const intents = Array.from({ length: PER_BATCH }, (_, at) =>
    intent(n * PER_BATCH + at, { reason: '原因'.repeat(20) }),
  )
  return batch(first.room, {
    update: new Uint8Array(5000),
    intents,
    effects: intents.map(({ key, value }) => effect(key, null, value)),
  })
}

/** commits until one fails; how many were acknowledged, and the failure */
async function fillUp(store: TableStore): Promise<{ acknowledged: number; failure: unknown }> {
  for (let n = 0; ; n++) {
    try {
      await store.commitBatch(nth(n))
    } catch (failure) {
      return { acknowledged: n, failure }
    }
  }
}

async function counts(on: Database) {
  const { rows } = await sql<{ updates: number; intents: number; effects: number }>`
    select (select count(*) from updates) as updates, (select count(*) from intents) as intents, (select count(*) from effects) as effects`.execute(
    on.kysely,
  )
  return rows[0]
}

const whole = (batches: number) => ({ updates: batches, intents: batches * PER_BATCH, effects: batches * PER_BATCH })

test('a database that may not grow: typed, nothing half written, readable, and it goes on once there is room', async () => {
  const { db, store } = await openStore(folder)
  await sql`pragma max_page_count = 300`.execute(db.kysely)
  const { acknowledged, failure } = await fillUp(store)
  expect(failure).toMatchObject({
    name: 'StorageError',
    code: 'disk-full',
    message: expect.stringContaining('make room'),
  })
  expect(await counts(db)).toEqual(whole(acknowledged))
  await expect(store.commitBatch(nth(acknowledged))).rejects.toMatchObject({ code: 'disk-full' })
  await sql`pragma max_page_count = 100000`.execute(db.kysely)
  await store.commitBatch(nth(acknowledged))
  expect(await counts(db)).toEqual(whole(acknowledged + 1))
})

function mountTmpfs(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', at], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** takes every free byte */
function exhaust(at: string): () => void {
  const file = join(at, 'filler')
  const handle = openSync(file, 'w')
  try {
    for (;;) writeSync(handle, Buffer.alloc(4096))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    closeSync(handle)
  }
  expect(statfsSync(at).bavail).toBe(0)
  return () => rmSync(file)
}

test('a disk that really is full, where the machine lets one be mounted', async context => {
  if (!mountTmpfs(folder)) return context.skip('only root can mount a small disk')
  try {
    const { db: full, store } = await openStore(folder)
    await store.commitBatch(nth(0))
    const release = exhaust(folder)
    const { failure } = await fillUp({ ...store, commitBatch: given => store.commitBatch({ ...given, intents: [] }) })
    expect(failure).toMatchObject({ code: 'disk-full' })
    const before = await counts(full)
    expect((before?.effects ?? 0) % PER_BATCH).toBe(0)
    await full.close()
    db = null

    // a server that starts on the full disk says so, or serves what is there
    const outcome = await openSqliteDatabase(folder).catch((error: unknown) => error)
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'disk-full' })
    else await (outcome as Database).close()

    release()
    const again = await openSqliteDatabase(folder)
    db = again
    expect(await counts(again)).toEqual(before)
    await createTableStore(again).commitBatch(nth(1))
    expect((await counts(again))?.updates).toBe((before?.updates ?? 0) + 1)
  } finally {
    await db?.close()
    db = null
    execFileSync('umount', ['-l', folder])
  }
})
