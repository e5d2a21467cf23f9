import type { Scalar } from '../../shared/core/scalar.ts'
import { parseManifest } from '../../shared/document/manifest.ts'
import { applyFrame, entriesOf, newOverlay } from '../../shared/document/overlay.ts'
import { structureOf } from '../../shared/document/structure-of.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { TableStore } from '../storage/table-store.ts'

/** The structure of a table that nobody has open, as it is on disk; rows and cells stay there. */
export async function readStructure(store: TableStore, tableId: string): Promise<TableStructure | null> {
  const room = await store.currentRoom(tableId)
  if (room === null) return null
  const facts = new Map<string, Scalar>(Object.entries(parseManifest(room.manifest).structure))
  const overlay = newOverlay()
  for (const update of await store.updates(room.room)) applyFrame(overlay, update)
  for (const { key, value } of entriesOf(overlay, ['structure'])) facts.set(key, value)
  return structureOf(facts)
}
