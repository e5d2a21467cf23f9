import { fold } from '../../shared/document/fold.ts'
import { clocksOf, entriesOf } from '../../shared/document/overlay.ts'
import { TABLE_FACTS_ID } from '../../shared/tables/structure.ts'
import { migrate } from '../storage/migrate.ts'
import { storageOn } from '../storage/open-storage.ts'
import { openSqliteDatabase } from '../storage/sqlite-database.ts'
import type { Storage } from '../storage/storage.ts'
import { loadRoom } from '../sync/load-room.ts'
import { sealFold } from '../sync/seal-fold.ts'
import type { Manifest } from './manifest.ts'

/**
 * Moves every table of restored data to a room that never was, and writes into the audit log that it was restored (SYNC-16). Browsers may
 * hold documents of what came after the backup; in the old rooms, or in one that a fold after the backup opened, these would come back in parts.
 * The moment makes the edition another one than any that was sealed from the same cells.
 */
export async function openNewRooms(folder: string, backup: Manifest, now: Date): Promise<void> {
  const db = await openSqliteDatabase(folder)
  try {
    await migrate(db)
    const storage = storageOn(db)
    for (const { id } of await storage.tables.listTables()) await moveOn(storage, id, now)
    await storage.audit.append({
      at: now.getTime(),
      kind: 'restored',
      table: null,
      account: null,
      address: null,
      facts: { backup: backup.at, lines: backup.audit.lines, head: backup.audit.head },
    })
  } finally {
    await db.close()
  }
}

/** no client bears it: nothing is written in the room that closes */
const NOBODY = 0

async function moveOn({ tables }: Storage, tableId: string, now: Date): Promise<void> {
  const state = await loadRoom(tables, tableId, NOBODY)
  if (state === null) return
  const restored = { map: 'structure', key: `${TABLE_FACTS_ID}:restoredAt`, value: now.toISOString() } as const
  const next = fold(state.edition, [...entriesOf(state.doc), restored], state.hash)
  const steps = sealFold(state, next, clocksOf(state.doc), NOBODY, () => now.getTime())
  let step = steps.next()
  while (!step.done) step = steps.next()
  await tables.commitFold(step.value.fold)
}
