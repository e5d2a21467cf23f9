import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { manifest } from '../../shared/document/manifest.ts'
import { scalar } from '../../shared/protocol/api-tables.ts'
import { type ApiEnv, accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { StoredRoom, TableStore } from '../storage/table-store.ts'
import type { TableCatalogue } from './table-catalogue.ts'
import { wholeEdition } from './whole-edition.ts'

const tags = ['editions']
const params = z.object({ hash: z.string().max(64).meta({ description: 'SHA-256, hex' }) })
const manifestSchema = manifest.meta({ id: 'Manifest' })
const unchanged = { 304: { description: 'the caller has it already' } }

const getEdition = createRoute({
  method: 'get',
  path: '/api/editions/{hash}',
  tags,
  summary: 'An edition, whole: its manifest and every array by its chunk’s name. It never changes.',
  request: { params },
  responses: {
    200: json(
      'the edition',
      z.object({ hash: z.string(), manifest: manifestSchema, arrays: z.record(z.string(), z.array(scalar)) }),
    ),
    ...unchanged,
    ...failures(401, 404),
  },
})

const getManifest = createRoute({
  method: 'get',
  path: '/api/editions/{hash}/manifest',
  tags,
  summary: 'An edition’s manifest, byte for byte what its hash is the hash of',
  request: { params },
  responses: { 200: json('the manifest', manifestSchema), ...unchanged, ...failures(401, 404) },
})

const getChunk = createRoute({
  method: 'get',
  path: '/api/chunks/{hash}',
  tags,
  summary: 'One array of an edition; the hash is of the uncompressed bytes',
  request: { params },
  responses: { 200: json('the array', z.array(scalar)), ...unchanged, ...failures(401, 404) },
})

export function editionRoutes(catalogue: TableCatalogue, tables: TableStore) {
  async function readable(c: Context<ApiEnv>, hash: string): Promise<StoredRoom> {
    const edition = await tables.findEdition(hash)
    if (edition === null || !catalogue.mayRead(accountOf(c), edition.tableId)) throw new ApiFailure('not-found')
    return edition
  }

  return apiRouter()
    .openapi(getEdition, async c => {
      const edition = await readable(c, c.req.valid('param').hash)
      if (knows(c, edition.hash)) return c.body(null, 304, immutable(edition.hash))
      const bytes = await wholeEdition(tables, edition.hash, edition.manifest)
      if (bytes === null) throw new ApiFailure('unavailable')
      return c.body(bytes, 200, immutable(edition.hash)) as never
    })
    .openapi(getManifest, async c => {
      const edition = await readable(c, c.req.valid('param').hash)
      if (knows(c, edition.hash)) return c.body(null, 304, immutable(edition.hash))
      return c.body(edition.manifest, 200, immutable(edition.hash)) as never
    })
    .openapi(getChunk, async c => {
      accountOf(c)
      const { hash } = c.req.valid('param')
      const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
      // whoever knows a chunk's hash has read a manifest that names it
      const bytes = zipped ? await tables.chunkGzip(hash) : await tables.chunk(hash)
      if (bytes === null) throw new ApiFailure('not-found')
      if (knows(c, hash)) return c.body(null, 304, immutable(hash))
      if (zipped) c.header('content-encoding', 'gzip')
      c.header('vary', 'accept-encoding')
      return c.body(new Uint8Array(bytes), 200, immutable(hash)) as never
    })
}

/** Private: a proxy in between must not hand a table to somebody who may not read it. */
const immutable = (hash: string) => ({
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'private, max-age=31536000, immutable',
  etag: `"${hash}"`,
})

const knows = (c: Context<ApiEnv>, hash: string) =>
  (c.req.header('if-none-match') ?? '').split(',').some(tag => tag.trim().replace(/^W\//, '') === `"${hash}"`)
