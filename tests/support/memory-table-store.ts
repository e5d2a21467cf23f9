import type {
  ChangeRecord,
  CommitBatch,
  CommitFold,
  SealedEdition,
  StoredRoom,
  StoredTable,
  TableStore,
} from '../../server/storage/table-store.ts'

type Room = { -readonly [K in keyof StoredRoom]: StoredRoom[K] }

/** A TableStore that keeps everything in memory, and everything of it open to tests: what is in here survives a "kill". */
export class MemoryTableStore implements TableStore {
  readonly tables: StoredTable[] = []
  readonly rooms: Room[] = []
  readonly batches: CommitBatch[] = []
  readonly chunks = new Map<string, Uint8Array>()
  readonly owners = new Map<string, Map<string, string>>()
  readonly #written = new Set<string>()

  async listTables() {
    return this.tables
  }
  async findTable(idOrName: string) {
    return (
      this.tables.find(table => table.id === idOrName) ?? this.tables.find(table => table.name === idOrName) ?? null
    )
  }
  async createTable(table: StoredTable, edition: SealedEdition, owners: ReadonlyMap<string, string>) {
    this.tables.push(table)
    this.owners.set(table.id, new Map(owners))
    this.#enter(edition)
  }
  async currentRoom(tableId: string) {
    return this.rooms.findLast(room => room.tableId === tableId) ?? null
  }
  async findRoom(name: string) {
    return this.rooms.find(room => room.room === name) ?? null
  }
  async findEdition(hash: string) {
    return this.rooms.find(room => room.hash === hash) ?? null
  }
  async chunk(hash: string) {
    return this.chunks.get(hash) ?? null
  }
  async chunkGzip() {
    return null
  }
  async updates(room: string) {
    return this.batches.filter(batch => batch.room === room).map(batch => batch.update)
  }
  async claims(room: string) {
    return new Map(
      this.batches
        .filter(batch => batch.room === room)
        .flatMap(batch => batch.claims)
        .map(({ client, account }) => [client, account]),
    )
  }
  async olderClients(tableId: string) {
    return new Set(
      this.rooms
        .filter(room => room.tableId === tableId)
        .flatMap(room => Object.keys(room.closed?.clocks ?? {}).map(Number)),
    )
  }
  async rowOwners(tableId: string) {
    return new Map(this.owners.get(tableId))
  }

  async commitBatch(batch: CommitBatch) {
    const room = this.rooms.find(({ room }) => room === batch.room)
    if (room === undefined || room.closed !== null) throw new Error(`room ${batch.room} takes nothing`)
    for (const { client, clock } of batch.intents) {
      if (this.#written.has(`${client}:${clock}`)) throw new Error(`written twice: ${client}:${clock}`)
    }
    for (const { client, clock } of batch.intents) this.#written.add(`${client}:${clock}`)
    for (const { map, key, after } of batch.effects) {
      const [row, fact] = key.split(':') as [string, string]
      if (map !== 'rows' || fact !== 'owner') continue
      if (typeof after === 'string') this.owners.get(batch.tableId)?.set(row, after)
      else this.owners.get(batch.tableId)?.delete(row)
    }
    this.batches.push(batch)
  }

  async commitFold({ from, clocks, edition }: CommitFold) {
    const room = this.rooms.find(({ room }) => room === from)
    if (room === undefined || room.closed !== null) throw new Error(`room ${from} is closed`)
    room.closed = { clocks, next: edition.room }
    this.#enter(edition)
  }

  async changes(): Promise<readonly ChangeRecord[]> {
    return []
  }

  async overtaken(): Promise<readonly ChangeRecord[]> {
    return []
  }

  #enter({ tableId, room, seq, hash, manifest, chunks }: SealedEdition): void {
    for (const [name, bytes] of chunks) this.chunks.set(name, bytes)
    this.rooms.push({ tableId, room, seq, hash, manifest, closed: null })
  }
}
