import { CommittedView } from '../../shared/document/committed-view.ts'
import { parseManifest } from '../../shared/document/manifest.ts'
import { applyFrame, entriesOf, newOverlay } from '../../shared/document/overlay.ts'
import { openEdition } from '../../shared/document/seal.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { TableStore } from '../storage/table-store.ts'

/** What the list of tables says of one, without its cells. */
export interface TableOutline {
  readonly room: string
  readonly hash: string
  readonly view: OutlineView
}

/** The part of a table's view that needs no cells; a live table's own view is one. */
export interface OutlineView {
  readonly structure: TableStructure
  readonly rows: readonly string[]
  rowFact(row: string, fact: string): unknown
}

/** Reads rows and structure of a table that nobody has open, as they are on disk; its columns stay there. */
export async function readOutline(store: TableStore, tableId: string): Promise<TableOutline | null> {
  const stored = await store.currentRoom(tableId)
  if (stored === null) return null
  const manifest = parseManifest(stored.manifest)
  const ofRows = Object.entries(manifest.chunks).filter(([name]) => name === 'rows' || name.startsWith('rows/'))
  const chunks = new Map<string, Uint8Array>()
  for (const [, hash] of ofRows) {
    const bytes = await store.chunk(hash)
    if (bytes === null) throw new Error(`chunk ${hash} of ${stored.room} is missing`)
    chunks.set(hash, bytes)
  }
  const withoutCells = JSON.stringify({ ...manifest, chunks: Object.fromEntries(ofRows) })
  const overlay = newOverlay()
  for (const update of await store.updates(stored.room)) applyFrame(overlay, update)
  const entries = [...entriesOf(overlay)].filter(({ map }) => map !== 'cells')
  const edition = openEdition(withoutCells, hash => chunks.get(hash)!)
  return { room: stored.room, hash: stored.hash, view: new CommittedView(edition, entries) }
}

/** How many of the shown rows a department fills. */
export function countRowsOf(view: OutlineView, department: string): number {
  let count = 0
  for (const row of view.rows) if (view.rowFact(row, 'owner') === department) count++
  return count
}
