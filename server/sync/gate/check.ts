import * as Y from 'yjs'
import type { Scalar } from '../../../shared/core/scalar.ts'
import type { MapName } from '../../../shared/document/keys.ts'
import type { Overlay } from '../../../shared/document/overlay.ts'
import type { RefusalReason } from '../../../shared/protocol/frames.ts'
import type { GateLimits } from './limits.ts'
import { ForeignRoom, hostile, outOfSync, RetiredClient } from './outcome.ts'
import { type ParsedStruct, type ParsedUpdate, parseUpdate, type Target, UNSTORABLE } from './parse-update.ts'

/** A struct with the key that it writes, and what the gate thinks of it. */
export interface CheckedStruct {
  readonly struct: ParsedStruct
  readonly target: Target
  refused: RefusalReason | null
  /** its author deleted it later in the same update */
  gone: boolean
}

/** What is new of one client's structs; empty where nothing is. */
export interface CheckedBlock {
  readonly client: number
  readonly structs: readonly CheckedStruct[]
}

/** A delete that no write in the same update implies, or may not: a stock client's `map.delete`. */
export interface ClearedKey extends Target {
  readonly item: Y.Item
  readonly refused: RefusalReason | null
}

export interface CheckedUpdate {
  readonly blocks: readonly CheckedBlock[]
  readonly cleared: readonly ClearedKey[]
  /** client ids that nobody has claimed yet */
  readonly fresh: readonly number[]
}

/** Decides the writes of one update together: what one says (a new row's owner) counts for the others. */
export type Decide = (
  writes: readonly { readonly map: MapName; readonly key: string; readonly value: Scalar }[],
) => readonly (RefusalReason | null)[]

export interface GateState {
  readonly doc: Overlay
  /** Yjs client id → account id */
  readonly claims: ReadonlyMap<number, string>
  readonly foreign: ReadonlySet<number>
  /** Yjs client id → the account that gave it up */
  readonly retired: ReadonlyMap<number, string>
  readonly limits: GateLimits
}

/**
 * Says which keys an update touches and which of its writes are refused; changes nothing.
 * @throws Hostile, OutOfSync, ForeignRoom, RetiredClient
 */
export function checkUpdate(state: GateState, account: string, bytes: Uint8Array, decide: Decide): CheckedUpdate {
  const update = parseUpdate(bytes, state.limits)
  const fresh = checkClients(state, account, update)
  const blocks = resolve(state, update)
  markGone(update, blocks)
  const cleared = clearedItems(state, update)
  const open = blocks.flatMap(block => block.structs)
  const writes = open.map(({ struct, target }) => {
    const value = struct.values?.at(-1)
    return { ...target, value: value === UNSTORABLE || value === undefined ? null : value }
  })
  const reasons = decide([...writes, ...cleared.map(({ map, key }) => ({ map, key, value: null }))])
  open.forEach((checked, at) => {
    checked.refused = reasons[at] ?? (checked.struct.values?.includes(UNSTORABLE) ? 'not-storable' : null)
  })
  return {
    blocks,
    fresh,
    cleared: cleared.map((entry, at) => ({ ...entry, refused: reasons[open.length + at] ?? null })),
  }
}

/** ids can be forged, so the session is the principal: an id belongs to the account that first wrote under it */
function checkClients(state: GateState, account: string, update: ParsedUpdate): number[] {
  const fresh: number[] = []
  for (const block of update.blocks) {
    const known = Y.getState(state.doc.store, block.client)
    if (block.end <= known) continue
    if (state.retired.get(block.client) === account) throw new RetiredClient('retired client id')
    if (state.foreign.has(block.client)) throw new ForeignRoom('client id of an earlier room')
    if (block.start > known) outOfSync('gap')
    const owner = state.claims.get(block.client)
    if (owner === undefined && known > 0) outOfSync("the server's own client id")
    if (owner !== undefined && owner !== account) outOfSync('client id of another account')
    if (owner === undefined && block.client === state.doc.clientID) hostile("the server's own client id")
    if (owner === undefined) fresh.push(block.client)
    if (fresh.length > state.limits.newClients) hostile('too many new client ids')
  }
  return fresh
}

function resolve(state: GateState, update: ParsedUpdate): CheckedBlock[] {
  const targets = new Map<ParsedStruct, Target | 'under way'>()
  const byClient = new Map(update.blocks.map(block => [block.client, block.structs]))
  const targetOf = (first: ParsedStruct): Target => {
    // iterative: a chain may be as long as the update
    const path: ParsedStruct[] = []
    let target: Target | null = null
    let struct = first
    while (target === null) {
      const done = targets.get(struct)
      if (done === 'under way') hostile('circle of origins')
      if (done !== undefined || struct.named !== null) {
        target = (done ?? struct.named) as Target
        path.push(struct)
        break
      }
      targets.set(struct, 'under way')
      path.push(struct)
      const { client, clock } = struct.origin!
      if (client === struct.client && clock >= struct.clock) hostile('origin is itself')
      if (clock < Y.getState(state.doc.store, client)) target = itemTarget(state.doc, client, clock)
      else struct = structAt(byClient.get(client), clock) ?? outOfSync('missing origin')
    }
    for (const passed of path) targets.set(passed, target)
    return target
  }
  return update.blocks.map(block => {
    const known = Y.getState(state.doc.store, block.client)
    const structs: CheckedStruct[] = []
    for (const struct of block.structs) {
      if (struct.clock + struct.length <= known) continue
      const target = targetOf(struct)
      if (struct.clock < known) {
        const before = itemTarget(state.doc, block.client, known - 1)
        if (before.map !== target.map || before.key !== target.key) hostile('straddles two keys')
      }
      structs.push({
        struct: struct.clock < known ? fromClock(struct, known) : struct,
        target,
        refused: null,
        gone: false,
      })
    }
    return { client: block.client, structs }
  })
}

/** What is new of a struct whose first part is here already, as Yjs would cut it: the rest is logged and judged, not the whole again. */
const fromClock = (struct: ParsedStruct, clock: number): ParsedStruct => ({
  ...struct,
  clock,
  length: struct.clock + struct.length - clock,
  origin: { client: struct.client, clock: clock - 1 },
  named: null,
  values: struct.values?.slice(clock - struct.clock) ?? null,
})

function structAt(structs: readonly ParsedStruct[] | undefined, clock: number): ParsedStruct | null {
  const first = structs?.[0]
  const last = structs?.at(-1)
  if (
    structs === undefined ||
    first === undefined ||
    last === undefined ||
    clock < first.clock ||
    clock >= last.clock + last.length
  )
    return null
  let low = 0
  let high = structs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (structs[middle]!.clock <= clock) low = middle
    else high = middle - 1
  }
  return structs[low]!
}

function itemTarget(doc: Overlay, client: number, clock: number): Target {
  return targetOfItem(doc, itemAt(doc, client, clock))
}

function itemAt(doc: Overlay, client: number, clock: number): Y.Item | Y.GC {
  const structs = doc.store.clients.get(client)!
  return structs[Y.findIndexSS(structs, clock)] as Y.Item | Y.GC
}

const MAP_NAMES: readonly MapName[] = ['cells', 'rows', 'structure']

function targetOfItem(doc: Overlay, item: Y.Item | Y.GC): Target {
  if (!(item instanceof Y.Item) || item.parentSub === null) return hostile('outside the maps')
  for (const map of MAP_NAMES) if (item.parent === doc.getMap(map)) return { map, key: item.parentSub }
  return hostile('outside the maps')
}

/**
 * A delete set carries consequences, not intent, so it is never applied. What it says of items that are still there once the update's own
 * writes are applied is a stock client's `map.delete`.
 */
function clearedItems(state: GateState, update: ParsedUpdate): { map: MapName; key: string; item: Y.Item }[] {
  const ends = new Map(update.blocks.map(block => [block.client, block.end]))
  const cleared = new Map<Y.Item, { map: MapName; key: string; item: Y.Item }>()
  for (const range of update.deletes) {
    const known = Y.getState(state.doc.store, range.client)
    // of an item that nobody has: Yjs would park it and kill that item when it comes
    if (range.clock + range.length > Math.max(known, ends.get(range.client) ?? 0))
      outOfSync('delete of an unknown item')
    if (range.clock >= known) continue
    const structs = state.doc.store.clients.get(range.client)!
    const stop = Math.min(range.clock + range.length, known)
    for (let at = Y.findIndexSS(structs, range.clock); at < structs.length && structs[at]!.id.clock < stop; at++) {
      const item = structs[at] as Y.Item | Y.GC
      if (item.deleted) continue
      // where the update writes the key too: whether that implies the delete shows when it is applied, for a concurrent write may win over it
      cleared.set(item as Y.Item, { ...targetOfItem(state.doc, item), item: item as Y.Item })
    }
  }
  return [...cleared.values()]
}

function markGone(update: ParsedUpdate, blocks: readonly CheckedBlock[]): void {
  const byClient = new Map(blocks.map(block => [block.client, block.structs]))
  let client = -1
  let at = 0
  // both ascend: one walk per client
  for (const range of update.deletes) {
    if (range.client !== client) at = 0
    client = range.client
    const structs = byClient.get(client) ?? []
    for (; at < structs.length; at++) {
      const { clock, length } = structs[at]!.struct
      const last = clock + length - 1
      if (last >= range.clock + range.length) break
      if (last >= range.clock) structs[at]!.gone = true
    }
  }
}
