import { createHash } from 'node:crypto'
import type { CommitBatch, Effect, Intent, SealedEdition, StoredTable } from '../../../server/storage/table-store.ts'

export const TABLE: StoredTable = {
  id: 't1',
  name: 'plan-145',
  title: '附表2',
  kind: 'indicator',
  section: '规划',
  position: 2,
}

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** An edition of one column; what it says differs with `seq` and `text`. */
export function edition(seq: number, text = '', tableId = TABLE.id): SealedEdition {
  const chunk = Buffer.from(JSON.stringify([seq, text, '三次产业比例']))
  const manifest = JSON.stringify({ table: tableId, seq, chunks: [['cells/a', sha256(chunk)]] })
  const hash = sha256(manifest)
  return {
    tableId,
    seq,
    hash,
    parent: seq === 1 ? null : sha256(`${seq - 1}`),
    room: `${tableId}@${seq}-${hash.slice(0, 16)}`,
    manifest,
    chunks: new Map([[sha256(chunk), new Uint8Array(chunk)]]),
  }
}

export const intent = (clock: number, more: Partial<Intent> = {}): Intent => ({
  client: 4_294_967_295,
  clock,
  map: 'cells',
  key: `r${clock}:a`,
  value: clock,
  account: 'acc-1',
  ...more,
})

export const effect = (
  key: string,
  before: Effect['before'],
  after: Effect['after'],
  more: Partial<Effect> = {},
): Effect => ({
  map: 'cells',
  key,
  before,
  after,
  account: 'acc-1',
  ...more,
})

export const batch = (room: string, more: Partial<CommitBatch> = {}): CommitBatch => ({
  tableId: TABLE.id,
  room,
  update: new Uint8Array([1, 2, 3]),
  intents: [],
  effects: [],
  claims: [],
  at: 1_700_000_000_000,
  ...more,
})
