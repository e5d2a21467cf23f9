import { Unreadable } from './unreadable.ts'

/** What older Excel writes, and what newer Excel wraps a workbook with a password in. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')
const ZIP = Buffer.from('PK')
/** bytes that are looked at to tell a text from other things */
const SAMPLE = 4096

/** @throws Unreadable for what is clearly no .xlsx, naming what it is instead */
export function requireZip(file: Buffer): void {
  if (file.length === 0) throw new Unreadable('file-empty', 'no bytes')
  if (file.subarray(0, 2).equals(ZIP)) return
  if (file.subarray(0, COMPOUND.length).equals(COMPOUND))
    throw file.includes(ENCRYPTED)
      ? new Unreadable('file-is-encrypted', 'a workbook with a password')
      : new Unreadable('file-is-old-excel', 'a compound file')
  throw looksLikeText(file.subarray(0, SAMPLE))
    ? new Unreadable('file-is-text', 'a text: csv, html or the like')
    : new Unreadable('file-not-xlsx', 'no zip archive')
}

/** Texts hold no control characters but line ends and tabs, in any of the encodings that csv files come in. */
const looksLikeText = (bytes: Buffer) => bytes.every(byte => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
