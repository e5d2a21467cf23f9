import type { Scalar } from '../../shared/core/scalar.ts'
import { parseManifest } from '../../shared/document/manifest.ts'
import { assembleEdition, chunkValues } from '../../shared/document/seal.ts'
import { TableModel } from '../../shared/document/table-model.ts'
import type { TableStore } from '../storage/table-store.ts'

/** Editions of the past as they can be read. They never change, so the last few are kept. */
export interface EditionShelf {
  /** null: there is no such edition */
  open(hash: string): Promise<TableModel | null>
}

const KEPT = 6

export function createEditionShelf(store: Pick<TableStore, 'findEdition' | 'chunk'>): EditionShelf {
  const kept = new Map<string, Promise<TableModel | null>>()
  return {
    open(hash) {
      const reading = kept.get(hash) ?? read(store, hash)
      kept.delete(hash)
      kept.set(hash, reading) // the one asked for last leaves last
      reading.then(
        found => found ?? kept.delete(hash),
        () => kept.delete(hash),
      )
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break
        kept.delete(oldest)
      }
      return reading
    },
  }
}

async function read(store: Pick<TableStore, 'findEdition' | 'chunk'>, hash: string): Promise<TableModel | null> {
  const stored = await store.findEdition(hash)
  if (stored === null) return null
  const chunks = new Map<string, readonly Scalar[]>()
  for (const chunk of new Set(Object.values(parseManifest(stored.manifest).chunks))) {
    const bytes = await store.chunk(chunk)
    if (bytes === null) throw new Error(`chunk ${chunk} of ${stored.room} is missing`)
    chunks.set(chunk, chunkValues(chunk, bytes))
  }
  return new TableModel(assembleEdition(stored.manifest, chunk => chunks.get(chunk)!))
}
