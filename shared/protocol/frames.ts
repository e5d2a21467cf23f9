import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { acting } from '../accounts/account.ts'
import type { CellValue } from '../formulas/cell-value.ts'
import { tableRules } from '../permissions/rules.ts'

/**
 * Every frame on the wire. 0, 1 and 3 are those of y-protocols, so that a stock `y-websocket` client connects unchanged;
 * 100 and above are ours, JSON, and are sent only to connections that asked for them (`?ack=1`).
 */
export const PROTOCOL_VERSION = 1

export const FRAME = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  ack: 100,
  fold: 101,
  hello: 102,
  linkedAsk: 103,
  linked: 104,
  rights: 105,
  news: 106,
} as const
const SYNC = { step1: 0, step2: 1, update: 2 } as const

const clock = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const clientId = clock

/** Why a write was not taken: a decision of `can`, or what no right could make good. i18n key under `permission.` */
export const refusalReason = z.enum([
  'planning-office',
  'own-row',
  'as-deputy',
  'everyone-reads',
  'granted',
  'reading-not-granted',
  'export-not-granted',
  'row-of-other-department',
  'row-without-owner',
  'column-of-planning-office',
  'column-is-computed',
  'role-only-reads',
  'table-is-submitted',
  'table-is-issued',
  'table-is-archived',
  'deadline-passed',
  'cell-locked',
  'rows-submitted',
  'only-planning-office',
  'only-auditor',
  'only-admin',
  'unknown-row',
  'unknown-column',
  'unknown-fact',
  'not-storable',
  'structure-by-command',
  'owner-by-planning-office',
  /** refused before the server was restarted; the exact reason is not kept */
  'refused-earlier',
])
export type RefusalReason = z.infer<typeof refusalReason>

export const refusal = z.object({ client: clientId, clock, key: z.string(), why: refusalReason })
export type Refusal = z.infer<typeof refusal>

/** server → client: committed clocks (everything below is durable), and which of these writes were refused */
export const ack = z.object({
  clocks: z.array(z.tuple([clientId, clock])),
  refused: z.array(refusal),
})
export type Ack = z.infer<typeof ack>

/** server → client: the edition has moved on; the socket closes with 4409 next */
export const foldNotice = z.object({
  /** the room that closed */
  from: z.string(),
  /** where the table stands now */
  room: z.string(),
  hash: z.string(),
  seq: z.number().int(),
  /** the closed room's final clocks; null where the server does not know the room's end */
  clocks: z.record(z.string(), clock).nullable(),
  /** `room` is the closed room folded once: a client that has all of it may fold its own copy */
  follows: z.boolean(),
})
export type FoldNotice = z.infer<typeof foldNotice>

/** client → server, first frame: ids of earlier connections with unacknowledged writes. They never write again. */
export const hello = z.object({ v: z.literal(PROTOCOL_VERSION), retire: z.array(clientId).max(256) })
export type Hello = z.infer<typeof hello>

/**
 * client → server: the results of the table's linked columns are wanted from now on, those whose formulas read other tables. Asked again,
 * it says what has become of all that the client still waits for.
 */
export const linkedAsk = z.object({
  /** the version that the client has all of; null: nothing */
  have: z.string().max(64).nullable(),
})
export type LinkedAsk = z.infer<typeof linkedAsk>

/** server → client, to those who asked: results of linked columns, as of what was committed when it was sent */
export const linked = z.object({
  /** what the receiver has after this frame; null: more frames follow that belong to it */
  version: z.string().nullable(),
  /** nothing that the receiver had before counts */
  whole: z.boolean(),
  columns: z.array(
    z.object({
      id: z.string(),
      /** every row's result is up to date with what was committed when this was sent */
      done: z.boolean(),
      cells: z.array(z.tuple([z.string(), z.custom<CellValue>(value => value !== undefined)])),
    }),
  ),
})
export type Linked = z.infer<typeof linked>

/** server → client: what the page decides by, at first and whenever it changes */
export const rightsNews = z.object({ rules: tableRules, acts: z.array(acting) })
export type RightsNews = z.infer<typeof rightsNews>

/**
 * server → client: something that belongs to the table and is no part of its document has changed, such as `comments`; who shows it
 * asks for it anew. What a page does not know it passes over.
 */
export const tableNews = z.object({ what: z.string().max(64) })
export type TableNews = z.infer<typeof tableNews>

export type Frame =
  | { readonly type: 'sync-step-1'; readonly body: Uint8Array }
  | { readonly type: 'sync-step-2'; readonly body: Uint8Array }
  | { readonly type: 'update'; readonly body: Uint8Array }
  | { readonly type: 'awareness'; readonly body: Uint8Array }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'ack'; readonly ack: Ack }
  | { readonly type: 'fold'; readonly fold: FoldNotice }
  | { readonly type: 'hello'; readonly hello: Hello }
  | { readonly type: 'rights'; readonly rights: RightsNews }
  | { readonly type: 'news'; readonly news: TableNews }
  | { readonly type: 'linked-ask'; readonly ask: LinkedAsk }
  | { readonly type: 'linked'; readonly linked: Linked }

/** The bytes are no frame of this protocol. */
export class MalformedFrame extends Error {
  readonly code = 'malformed-frame'
}

/** larger frames from a client are refused before anything is read from them */
const MAX_FRAME_BYTES = 4 * 1024 * 1024
/** a server's answer to a first sync carries the whole overlay */
export const MAX_SERVER_FRAME_BYTES = 64 * 1024 * 1024

/**
 * Reads one frame. Nothing is allocated for what a length field claims: every length is checked against the bytes there are.
 * @throws MalformedFrame for everything that is not exactly one frame
 */
export function decodeFrame(bytes: Uint8Array, maxBytes = MAX_FRAME_BYTES): Frame {
  if (bytes.length > maxBytes) throw new MalformedFrame('frame too large')
  const decoder = decoding.createDecoder(bytes)
  let frame: Frame
  try {
    frame = readFrame(decoder)
  } catch (error) {
    throw error instanceof MalformedFrame ? error : new MalformedFrame('unreadable frame', { cause: error })
  }
  if (decoding.hasContent(decoder)) throw new MalformedFrame('bytes after the frame')
  return frame
}

function readFrame(decoder: decoding.Decoder): Frame {
  const type = decoding.readVarUint(decoder)
  switch (type) {
    case FRAME.sync: {
      const step = decoding.readVarUint(decoder)
      const body = readBytes(decoder)
      if (step === SYNC.step1) return { type: 'sync-step-1', body }
      if (step === SYNC.step2) return { type: 'sync-step-2', body }
      if (step === SYNC.update) return { type: 'update', body }
      throw new MalformedFrame('unknown sync step')
    }
    case FRAME.awareness:
      return { type: 'awareness', body: readBytes(decoder) }
    case FRAME.queryAwareness:
      return { type: 'query-awareness' }
    case FRAME.ack:
      return { type: 'ack', ack: readJson(decoder, ack) }
    case FRAME.fold:
      return { type: 'fold', fold: readJson(decoder, foldNotice) }
    case FRAME.hello:
      return { type: 'hello', hello: readJson(decoder, hello) }
    case FRAME.rights:
      return { type: 'rights', rights: readJson(decoder, rightsNews) }
    case FRAME.news:
      return { type: 'news', news: readJson(decoder, tableNews) }
    case FRAME.linkedAsk:
      return { type: 'linked-ask', ask: readJson(decoder, linkedAsk) }
    case FRAME.linked:
      return { type: 'linked', linked: readJson(decoder, linked) }
    default:
      throw new MalformedFrame('unknown frame type')
  }
}

function readBytes(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder)
  if (length > decoder.arr.length - decoder.pos) throw new MalformedFrame('length past the end')
  return decoding.readUint8Array(decoder, length)
}

function readJson<T>(decoder: decoding.Decoder, schema: z.ZodType<T>): T {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readBytes(decoder))
  const parsed = schema.safeParse(JSON.parse(text))
  if (!parsed.success) throw new MalformedFrame('wrong content', { cause: parsed.error })
  return parsed.data
}

/** @throws never: the frame is of our own making */
export function encodeFrame(frame: Frame): Uint8Array {
  const encoder = encoding.createEncoder()
  const sync = (step: number, body: Uint8Array) => {
    encoding.writeVarUint(encoder, FRAME.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, body)
  }
  const json = (type: number, content: unknown) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarString(encoder, JSON.stringify(content))
  }
  switch (frame.type) {
    case 'sync-step-1':
      sync(SYNC.step1, frame.body)
      break
    case 'sync-step-2':
      sync(SYNC.step2, frame.body)
      break
    case 'update':
      sync(SYNC.update, frame.body)
      break
    case 'awareness':
      encoding.writeVarUint(encoder, FRAME.awareness)
      encoding.writeVarUint8Array(encoder, frame.body)
      break
    case 'query-awareness':
      encoding.writeVarUint(encoder, FRAME.queryAwareness)
      break
    case 'ack':
      json(FRAME.ack, frame.ack)
      break
    case 'fold':
      json(FRAME.fold, frame.fold)
      break
    case 'hello':
      json(FRAME.hello, frame.hello)
      break
    case 'rights':
      json(FRAME.rights, frame.rights)
      break
    case 'news':
      json(FRAME.news, frame.news)
      break
    case 'linked-ask':
      json(FRAME.linkedAsk, frame.ask)
      break
    case 'linked':
      json(FRAME.linked, frame.linked)
      break
  }
  return encoding.toUint8Array(encoder)
}
