import type { Scalar } from '../../shared/core/scalar.ts'
import { parseManifest } from '../../shared/document/manifest.ts'
import { assembleEdition, chunkValues } from '../../shared/document/seal.ts'
import type { Rights } from '../permissions/rights-book.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { GateLimits } from './gate/limits.ts'
import { RoomState } from './room-state.ts'

/** The room where a table stands, from the log. null: there is no such table. */
export async function loadRoom(
  store: TableStore,
  tableId: string,
  clientId: number,
  limits?: GateLimits,
  rights?: Rights,
): Promise<RoomState | null> {
  const room = await store.currentRoom(tableId)
  if (room === null) return null
  const hashes = [...new Set(Object.values(parseManifest(room.manifest).chunks))]
  const chunks = new Map<string, readonly Scalar[]>()
  // each is parsed in a turn of its own as it comes: a large table must not keep the others waiting
  const read = async (hash: string) => {
    const bytes = await store.chunk(hash)
    if (bytes === null) throw new Error(`chunk ${hash} of ${room.room} is missing`)
    chunks.set(hash, chunkValues(hash, bytes))
  }
  const [updates, claims, olderClients, rowOwners] = await Promise.all([
    store.updates(room.room),
    store.claims(room.room),
    store.olderClients(tableId),
    store.rowOwners(tableId),
    ...hashes.map(read),
  ])
  const edition = assembleEdition(room.manifest, hash => chunks.get(hash)!)
  return new RoomState({
    tableId,
    room: room.room,
    hash: room.hash,
    edition,
    updates,
    claims,
    olderClients,
    rowOwners,
    clientId,
    ...(limits ? { limits } : {}),
    rights,
  })
}
