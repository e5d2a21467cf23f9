import { promisify } from 'node:util'
import zlib from 'node:zlib'

/** On the thread pool, never on the event loop. */
export const gzip = promisify(zlib.gzip) as (bytes: Uint8Array) => Promise<Uint8Array>
export const gunzip = promisify(zlib.gunzip) as (bytes: Uint8Array) => Promise<Uint8Array>
