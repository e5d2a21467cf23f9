import { parseManifest } from '../../shared/document/manifest.ts'
import type { TableStore } from '../storage/table-store.ts'

const encoder = new TextEncoder()

/**
 * An edition with all of its arrays, as the bytes of one JSON text: `{hash, manifest, arrays: {rows, "rows/{fact}", "cells/{column}"}}`.
 * The chunks are JSON already and are put in as they are stored. Null: a chunk is missing.
 */
export async function wholeEdition(
  store: Pick<TableStore, 'chunk'>,
  hash: string,
  manifest: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [encoder.encode(`{"hash":${JSON.stringify(hash)},"manifest":${manifest},"arrays":{`)]
  for (const [name, chunkHash] of Object.entries(parseManifest(manifest).chunks)) {
    const bytes = await store.chunk(chunkHash)
    if (bytes === null) return null
    parts.push(encoder.encode(`${parts.length > 1 ? ',' : ''}${JSON.stringify(name)}:`), bytes)
  }
  parts.push(encoder.encode('}}'))
  return joined(parts)
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
