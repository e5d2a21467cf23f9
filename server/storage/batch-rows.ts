import { type Row, storableText } from './json-rows.ts'
import type { CommitBatch, Effect, Intent } from './table-store.ts'

/** What a batch writes, as rows of plain values; the queries name the columns in the same order. */
export interface BatchRows {
  /** client, clock, map, key, value, account, reason */
  readonly intents: readonly Row[]
  /** map, item, fact, before, after, account, reason */
  readonly effects: readonly Row[]
  /** client, account */
  readonly claims: readonly Row[]
  /** row id, department id */
  readonly owners: readonly Row[]
  /** row id */
  readonly ownersCleared: readonly Row[]
}

export function batchRows({ intents, effects, claims }: CommitBatch): BatchRows {
  const reasons = new Map(
    intents.flatMap(intent => (intent.reason === undefined ? [] : [[writeOf(intent), intent.reason]])),
  )
  const owners = ownersAfter(effects)
  return {
    intents: intents.map(intentRow),
    effects: effects.map(effect => effectRow(effect, reasons.get(writeOf(effect)))),
    claims: claims.map(({ client, account }) => [client, account]),
    owners: [...owners].filter(([, department]) => department !== null),
    ownersCleared: [...owners].filter(([, department]) => department === null).map(([row]) => [row]),
  }
}

/** a reason was given for somebody's write of a key; the effect is that write's if both agree */
const writeOf = ({ map, key, account }: Intent | Effect) => `${map} ${account} ${key}`

const intentRow = ({ client, clock, map, key, value, account, reason }: Intent): Row => [
  client,
  clock,
  map,
  storableText(key),
  JSON.stringify(value),
  account,
  stored(reason),
]

function effectRow({ map, key, before, after, account }: Effect, reason: string | undefined): Row {
  const [item, fact] = splitKey(key)
  return [map, item, fact, JSON.stringify(before), JSON.stringify(after), account, stored(reason)]
}

const stored = (reason: string | undefined) => (reason === undefined ? null : storableText(reason))

function splitKey(anyKey: string): readonly [item: string, fact: string] {
  const key = storableText(anyKey)
  const at = key.indexOf(':')
  return at === -1 ? [key, ''] : [key.slice(0, at), key.slice(at + 1)]
}

/** row id → the department that owns it after the batch; null: nobody */
function ownersAfter(effects: readonly Effect[]): ReadonlyMap<string, string | null> {
  const owners = new Map<string, string | null>()
  for (const { map, key, after } of effects) {
    if (map !== 'rows') continue
    const [row, fact] = splitKey(key)
    if (fact === 'owner') owners.set(row, typeof after === 'string' && after !== '' ? after : null)
  }
  return owners
}
