import { constants, createInflateRaw } from 'node:zlib'
import { Unreadable } from './unreadable.ts'

export interface ZipLimits {
  readonly entries: number
  /** bytes of all entries together, unpacked */
  readonly unpacked: number
}

/** The few entries that are asked for, unpacked piece by piece; nothing is ever written under an entry's name. */
export interface ZipArchive {
  has(name: string): boolean
  /** @throws Unreadable where the entry is missing, damaged, or more comes out than the limits allow */
  unpack(name: string): AsyncIterable<Buffer>
}

interface Entry {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly start: number
}

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT = 0xffff
const DIRECTORY_SIGNATURE = 0x02014b50
const DIRECTORY_BYTES = 46
const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_BYTES = 30
const FLAG_ENCRYPTED = 1
const FLAG_UTF8 = 0x800
const STORED = 0
const DEFLATED = 8

/**
 * Reads the directory and believes none of it: sizes are checked here and counted again while unpacking, for a small
 * entry may claim little and unpack to gigabytes.
 * @throws Unreadable
 */
export function openZip(file: Buffer, limits: ZipLimits): ZipArchive {
  const entries = readDirectory(file, limits)
  let unpacked = 0
  return {
    has: name => entries.has(name),
    async *unpack(name) {
      const entry = entries.get(name)
      if (entry === undefined) throw new Unreadable('file-damaged', `no entry ${name}`)
      let own = 0
      for await (const piece of pieces(bytesOf(file, entry), entry)) {
        own += piece.length
        unpacked += piece.length
        if (own > entry.size) throw new Unreadable('file-damaged', `${name} is larger than it says`)
        if (unpacked > limits.unpacked) throw new Unreadable('file-too-complex', 'unpacks to too much')
        yield piece
      }
      if (own !== entry.size) throw new Unreadable('file-damaged', `${name} is smaller than it says`)
    },
  }
}

function readDirectory(file: Buffer, limits: ZipLimits): ReadonlyMap<string, Entry> {
  const end = endOf(file)
  const count = file.readUInt16LE(end + 10)
  if (count > limits.entries) throw new Unreadable('file-too-complex', `${count} entries`)
  const entries = new Map<string, Entry>()
  let at = file.readUInt32LE(end + 16)
  let total = 0
  for (let index = 0; index < count; index++) {
    if (at + DIRECTORY_BYTES > end || file.readUInt32LE(at) !== DIRECTORY_SIGNATURE) throw damaged('directory')
    const flags = file.readUInt16LE(at + 8)
    if (flags & FLAG_ENCRYPTED) throw new Unreadable('file-is-encrypted', 'an encrypted entry')
    const nameLength = file.readUInt16LE(at + 28)
    const next = at + DIRECTORY_BYTES + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    if (next > end) throw damaged('directory')
    const name = file.toString(
      flags & FLAG_UTF8 ? 'utf8' : 'latin1',
      at + DIRECTORY_BYTES,
      at + DIRECTORY_BYTES + nameLength,
    )
    const entry: Entry = {
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      start: file.readUInt32LE(at + 42),
    }
    // two entries of one name: readers differ on which of them counts
    if (entries.has(name)) throw damaged(`${name} twice`)
    entries.set(name, entry)
    total += entry.size
    if (total > limits.unpacked) throw new Unreadable('file-too-complex', 'says that it unpacks to too much')
    at = next
  }
  return entries
}

function endOf(file: Buffer): number {
  const first = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT)
  for (let at = file.length - END_BYTES; at >= first; at--) if (file.readUInt32LE(at) === END_SIGNATURE) return at
  throw damaged('no end of directory')
}

function bytesOf(file: Buffer, { start, packed }: Entry): Buffer {
  if (start + LOCAL_BYTES > file.length || file.readUInt32LE(start) !== LOCAL_SIGNATURE) throw damaged('entry')
  const from = start + LOCAL_BYTES + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28)
  if (from + packed > file.length) throw damaged('entry')
  return file.subarray(from, from + packed)
}

async function* pieces(bytes: Buffer, { method }: Entry): AsyncIterable<Buffer> {
  if (method === STORED) return yield bytes
  if (method !== DEFLATED) throw damaged(`method ${method}`)
  const inflate = createInflateRaw({ finishFlush: constants.Z_FINISH })
  inflate.end(bytes)
  try {
    for await (const piece of inflate) yield piece
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : damaged(String(cause))
  } finally {
    inflate.destroy()
  }
}

const damaged = (what: string) => new Unreadable('file-damaged', `zip: ${what}`)
