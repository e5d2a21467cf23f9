import i18next from 'i18next'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { Edition } from '../../shared/document/edition.ts'
import { parseManifest } from '../../shared/document/manifest.ts'
import { assembleEdition, chunkValues, portableHash } from '../../shared/document/seal.ts'
import { ApiError } from '../api/api-error.ts'
import { request } from '../api/http.ts'

export interface FetchedEdition {
  readonly hash: string
  readonly edition: Edition
}

/**
 * An edition by its hash: the manifest, then all chunks side by side. Both are immutable, so the browser's cache answers what an
 * earlier edition shares with this one.
 * @throws ApiError, also where bytes do not match their hash
 */
export async function fetchEdition(hash: string, signal?: AbortSignal): Promise<FetchedEdition> {
  const manifest = await verified(`/api/editions/${hash}/manifest`, hash, signal)
  const text = new TextDecoder().decode(manifest)
  const hashes = [...new Set(Object.values(parseManifest(text).chunks))]
  const chunks = new Map<string, readonly Scalar[]>()
  await Promise.all(
    hashes.map(async chunk =>
      chunks.set(chunk, chunkValues(chunk, await verified(`/api/chunks/${chunk}`, chunk, signal))),
    ),
  )
  return { hash, edition: assembleEdition(text, chunk => chunks.get(chunk) ?? []) }
}

async function verified(path: string, hash: string, signal?: AbortSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(await (await request('GET', path, undefined, signal)).arrayBuffer())
  if ((await sha256(bytes)) !== hash)
    throw new ApiError('edition-damaged', i18next.t('errors:edition-damaged'), 'now', 0)
  return bytes
}

/** The browser's own where there is one; plain http to an intranet host has none. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return portableHash(bytes)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
}
