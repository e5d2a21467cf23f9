import { existsSync } from 'node:fs'
import { chmod, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../server/storage/migrate.ts'
import { openSqliteDatabase } from '../../server/storage/sqlite-database.ts'
import { createTableStore } from '../../server/storage/tables.queries.ts'
import { folderPlace } from './support/databases.ts'
import { batch, edition, effect, TABLE } from './support/samples.ts'

let place: Awaited<ReturnType<typeof folderPlace>>
let file: string

beforeEach(async () => {
  place = await folderPlace()
  file = join(place.folder, 'tongchou.db')
})
afterEach(() => place.remove())

/** a folder with some pages of log in it, closed */
async function fill(): Promise<void> {
  const db = await place.open()
  await migrate(db)
  const store = createTableStore(db)
  const first = edition(1)
  await store.createTable(TABLE, first, new Map(), 0)
  await store.commitBatch(
    batch(first.room, { effects: Array.from({ length: 2000 }, (_, n) => effect(`row-${n}:column-a`, null, n)) }),
  )
  await db.close()
}

test('the folder is made, with its parents', async () => {
  const db = await openSqliteDatabase(join(place.folder, 'a', 'b'))
  await db.close()
  expect(existsSync(join(place.folder, 'a', 'b', 'tongchou.db'))).toBe(true)
})

test('commits are durable: write-ahead log, full sync, foreign keys', async () => {
  const db = await place.open()
  const pragma = async (name: string) =>
    Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(db.kysely)).rows[0] ?? {})[0]
  expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual([
    'wal',
    2,
    1,
  ])
  await db.close()
})

test('a second server on the same folder is refused, and let in once the first has closed', async () => {
  const first = await place.open()
  await expect(place.open()).rejects.toMatchObject({
    name: 'StorageError',
    code: 'data-folder-in-use',
    message: expect.stringContaining('DATA_DIR'),
  })
  await first.kysely.introspection.getTables()
  await first.close()
  const second = await place.open()
  await second.close()
})

test('a file that is no database is refused, and left as it is', async () => {
  await writeFile(file, 'this was a spreadsheet once. '.repeat(400))
  const before = await readFile(file)
  await expect(place.open()).rejects.toMatchObject({
    code: 'data-folder-corrupt',
    message: expect.stringContaining('backup'),
  })
  expect(await readFile(file)).toEqual(before)
})

test.each([
  ['in the first page', 100, 3000],
  ['in a page of the log', 4096 * 20 + 8, 4000],
])('a file damaged %s is refused; what holds the lock then lets it go', async (_, at, bytes) => {
  await fill()
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(bytes, 0xa5), 0, bytes, at)
  await handle.close()
  await expect(place.open()).rejects.toMatchObject({ code: 'data-folder-corrupt' })
  await expect(place.open()).rejects.toMatchObject({ code: 'data-folder-corrupt' })
})

test('a file cut short is refused', async () => {
  await fill()
  const handle = await open(file, 'r+')
  await handle.truncate(4096 * 9)
  await handle.close()
  await expect(place.open()).rejects.toMatchObject({ code: 'data-folder-corrupt' })
})

test('a path that is no folder says which', async () => {
  const path = join(place.folder, 'file')
  await writeFile(path, '')
  await expect(openSqliteDatabase(path)).rejects.toMatchObject({
    code: 'storage-failed',
    message: expect.stringContaining(path),
  })
})

test.skipIf(process.getuid?.() === 0)('a folder that may not be written is refused', async () => {
  const path = join(place.folder, 'locked')
  await mkdir(path)
  await chmod(path, 0o500)
  await expect(openSqliteDatabase(path)).rejects.toMatchObject({ code: 'storage-failed' })
})
