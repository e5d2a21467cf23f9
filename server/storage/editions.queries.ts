import { type CompiledQuery, sql } from 'kysely'
import type { Database } from './database.ts'
import { gunzip, gzip } from './gzip.ts'
import { jsonRows } from './json-rows.ts'
import type { CommitFold, SealedEdition, StoredRoom, TableStore } from './table-store.ts'

type Editions = Pick<
  TableStore,
  'currentRoom' | 'findRoom' | 'findEdition' | 'chunk' | 'chunkGzip' | 'olderClients' | 'commitFold'
>

/** How many editions back a document may have been carried over from. */
const REMEMBERED_EDITIONS = 20

export function editionQueries(db: Database): Editions {
  const rooms = () =>
    db.kysely
      .selectFrom('editions')
      .select(['table_id', 'room', 'seq', 'hash', 'manifest', 'closed_clocks', 'next_room'])

  async function chunkGzip(hash: string): Promise<Uint8Array | null> {
    const row = await db.kysely.selectFrom('chunks').select('gzip').where('hash', '=', hash).executeTakeFirst()
    return row?.gzip ?? null
  }

  return {
    chunkGzip,
    async currentRoom(tableId) {
      return storedRoom(
        await rooms().where('table_id', '=', tableId).orderBy('seq', 'desc').limit(1).executeTakeFirst(),
      )
    },
    async findRoom(room) {
      return storedRoom(await rooms().where('room', '=', room).executeTakeFirst())
    },
    async findEdition(hash) {
      return storedRoom(await rooms().where('hash', '=', hash).orderBy('seq', 'desc').limit(1).executeTakeFirst())
    },
    async chunk(hash) {
      const stored = await chunkGzip(hash)
      return stored && gunzip(stored)
    },
    async olderClients(tableId) {
      const closed = await db.kysely
        .selectFrom('editions')
        .select('closed_clocks')
        .where('table_id', '=', tableId)
        .where('closed_clocks', 'is not', null)
        .orderBy('seq', 'desc')
        .limit(REMEMBERED_EDITIONS)
        .execute()
      return new Set(closed.flatMap(row => Object.keys(parseClocks(row.closed_clocks ?? '{}')).map(Number)))
    },
    async commitFold(fold) {
      await db.atomically([...(await editionInserts(db, fold.edition, fold.at)), closeRoomQuery(db, fold)])
    },
  }
}

/** New chunks and the edition. Compressing happens before the transaction begins. */
export async function editionInserts(db: Database, edition: SealedEdition, at: number): Promise<CompiledQuery[]> {
  const { tableId: table_id, seq, hash, parent, room, manifest } = edition
  const known = await knownChunks(db, [...edition.chunks.keys()])
  const fresh = [...edition.chunks].filter(([chunk]) => !known.has(chunk))
  const stored = await Promise.all(fresh.map(async ([chunk, bytes]) => ({ hash: chunk, gzip: await gzip(bytes) })))
  return [
    ...stored.map(chunk =>
      db.kysely
        .insertInto('chunks')
        .values(chunk)
        .onConflict(conflict => conflict.column('hash').doNothing())
        .compile(),
    ),
    db.kysely
      .insertInto('editions')
      .values({ table_id, seq, hash, parent, room, manifest, created_at: at, closed_clocks: null, next_room: null })
      .compile(),
  ]
}

async function knownChunks({ kysely, dialect }: Database, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = jsonRows(
    dialect,
    hashes.map(hash => [hash]),
  )
  const known = await sql<{
    hash: string
  }>`select hash from chunks where hash in (select ${rows.text(0)} from ${rows.from})`.execute(kysely)
  return new Set(known.rows.map(row => row.hash))
}

/** Closes the room once; what it closed with is kept for ever. */
function closeRoomQuery({ kysely }: Database, { from, clocks, edition }: CommitFold): CompiledQuery {
  return kysely
    .updateTable('editions')
    .set({ closed_clocks: JSON.stringify(clocks), next_room: edition.room })
    .where('room', '=', from)
    .where('table_id', '=', edition.tableId)
    .where('next_room', 'is', null)
    .compile()
}

interface RoomColumns {
  readonly table_id: string
  readonly room: string
  readonly seq: number
  readonly hash: string
  readonly manifest: string
  readonly closed_clocks: string | null
  readonly next_room: string | null
}

function storedRoom(row: RoomColumns | undefined): StoredRoom | null {
  if (row === undefined) return null
  const { table_id: tableId, room, seq, hash, manifest, closed_clocks, next_room } = row
  const closed =
    closed_clocks !== null && next_room !== null ? { clocks: parseClocks(closed_clocks), next: next_room } : null
  return { tableId, room, seq, hash, manifest, closed }
}

const parseClocks = (json: string) => JSON.parse(json) as Readonly<Record<string, number>>
