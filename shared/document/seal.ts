import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { byCodeUnit } from '../core/order.ts'
import type { Scalar } from '../core/scalar.ts'
import { Edition } from './edition.ts'
import { parseManifest, roomName } from './manifest.ts'

/** SHA-256 as lower-case hex. */
export type Hash = (bytes: Uint8Array) => string
/** Plain JavaScript, everywhere the same: `crypto.subtle` is missing on plain http. A server passes its native one. */
export const portableHash: Hash = bytes => bytesToHex(sha256(bytes))

export interface Sealed {
  readonly hash: string
  readonly room: string
  /** canonical JSON: the same edition gives the same bytes on every machine */
  readonly manifest: string
  /** hash → uncompressed bytes */
  readonly chunks: ReadonlyMap<string, Uint8Array>
}

type Values = readonly Scalar[]
// an edition's arrays are never written, so the hash of an array is known for good
const knownHashes = new WeakMap<Values, string>()

/**
 * The edition in its canonical form.
 * @param since an edition whose chunks the caller has already: arrays shared with it are named, not given again
 */
export function seal(edition: Edition, hash: Hash = portableHash, since?: Edition): Sealed {
  const steps = sealInSteps(edition, hash, since)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same, pausing after every column: a large table takes a fifth of a second, and a server has other tables. */
export function* sealInSteps(
  edition: Edition,
  hash: Hash = portableHash,
  since?: Edition,
): Generator<undefined, Sealed, void> {
  const chunks = new Map<string, Uint8Array>()
  const shared = since ? arraysOf(since) : undefined
  const names: [string, string][] = []
  for (const [name, values] of named(edition)) {
    const known = shared?.has(values) ? knownHashes.get(values) : undefined
    if (known !== undefined) names.push([name, known])
    else {
      const bytes = new TextEncoder().encode(JSON.stringify(values))
      const digest = knownHashes.get(values) ?? hash(bytes)
      knownHashes.set(values, digest)
      chunks.set(digest, bytes)
      names.push([name, digest])
      yield
    }
  }
  const structure = [...edition.structure].filter(([, value]) => value !== null).sort((a, b) => byCodeUnit(a[0], b[0]))
  const manifest = JSON.stringify({
    v: 1,
    table: edition.table,
    seq: edition.seq,
    parent: edition.parent,
    structure: Object.fromEntries(structure),
    chunks: Object.fromEntries(names),
  })
  const digest = hash(new TextEncoder().encode(manifest))
  return { hash: digest, room: roomName(edition.table, edition.seq, digest), manifest, chunks }
}

/**
 * The edition of a manifest.
 * @param chunk uncompressed bytes by hash
 * @param verify checks every chunk against its hash; @throws Error where one does not match or has another length
 */
export function openEdition(manifest: string, chunk: (hash: string) => Uint8Array, verify?: Hash): Edition {
  return assembleEdition(manifest, hash => {
    const bytes = chunk(hash)
    if (verify && verify(bytes) !== hash) throw new Error(`chunk ${hash} is damaged`)
    return chunkValues(hash, bytes)
  })
}

/** One chunk's values. A large table's chunks are parsed one by one as they arrive, so that nothing else waits for all of them. */
export function chunkValues(hash: string, bytes: Uint8Array): readonly Scalar[] {
  const values = JSON.parse(new TextDecoder().decode(bytes)) as Values
  knownHashes.set(values, hash)
  return values
}

/**
 * The edition of a manifest and its parsed chunks.
 * @throws Error where a chunk has another length than the rows
 */
export function assembleEdition(manifest: string, values: (hash: string) => readonly Scalar[]): Edition {
  const { table, seq, parent, structure, chunks } = parseManifest(manifest)
  const rows = chunks.rows === undefined ? [] : (values(chunks.rows) as readonly string[])
  const rowFacts = new Map<string, Values>()
  const cells = new Map<string, Values>()
  for (const [name, hash] of Object.entries(chunks)) {
    const cut = name.indexOf('/')
    if (cut < 0) continue
    const array = values(hash)
    if (array.length !== rows.length)
      throw new Error(`chunk ${hash} has ${array.length} values for ${rows.length} rows`)
    if (name.startsWith('cells/')) cells.set(name.slice(cut + 1), array)
    else if (name.startsWith('rows/')) rowFacts.set(name.slice(cut + 1), array)
  }
  return new Edition({ table, seq, parent, structure: new Map(Object.entries(structure)), rows, rowFacts, cells })
}

/** the chunks by name, sorted; columns without any value are left out */
function named(edition: Edition): [string, Values][] {
  const list: [string, Values][] = [['rows', edition.rows]]
  for (const [prefix, group] of [
    ['cells/', edition.cells],
    ['rows/', edition.rowFacts],
  ] as const) {
    for (const [name, values] of group) if (values.some(value => value !== null)) list.push([prefix + name, values])
  }
  return list.sort((a, b) => byCodeUnit(a[0], b[0]))
}

const arraysOf = (edition: Edition): ReadonlySet<Values> =>
  new Set([edition.rows, ...edition.cells.values(), ...edition.rowFacts.values()])
