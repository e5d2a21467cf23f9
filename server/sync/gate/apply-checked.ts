import type * as Y from 'yjs'
import type { Scalar } from '../../../shared/core/scalar.ts'
import type { MapName } from '../../../shared/document/keys.ts'
import { applyFrame, type Overlay } from '../../../shared/document/overlay.ts'
import type { Refusal, RefusalReason } from '../../../shared/protocol/frames.ts'
import type { CheckedStruct, CheckedUpdate } from './check.ts'
import { encodeChecked } from './encode-checked.ts'

export interface AppliedWrite {
  readonly client: number
  readonly clock: number
  readonly map: MapName
  readonly key: string
  readonly value: Scalar
}

export interface Applied {
  /** every write as sent, refused ones left out */
  readonly writes: readonly AppliedWrite[]
  readonly refused: readonly Refusal[]
}

/**
 * Applies a checked update inside the batch's transaction. Where a refused write hit a value, the server writes that value
 * again, so that its author's screen turns back; an authorised write never loses against such a restoration.
 * @param isServer is this Yjs client id one of the server's own
 */
export function applyChecked(doc: Overlay, update: CheckedUpdate, isServer: (client: number) => boolean): Applied {
  const structs = update.blocks.flatMap(block => block.structs)
  const held = valuesHeld(doc, update, structs)
  if (structs.length > 0) applyFrame(doc, encodeChecked(update.blocks))
  for (const { map, key, item, value } of held.values()) {
    const tail = tailItem(doc, map, key)
    if (tail === undefined || tail.deleted || tail === item) doc.getMap(map).set(key, value)
  }
  for (const { struct, target, refused, gone } of lastPerKey(structs)) {
    if (refused !== null) continue
    const tail = tailItem(doc, target.map, target.key)!
    const last = struct.clock + struct.length - 1
    const isTail = tail.id.client === struct.client && tail.id.clock <= last && last <= tail.lastId.clock
    if (isTail && tail.deleted)
      doc.getMap(target.map).set(target.key, null) // written and cleared again while offline
    else if (!isTail && struct.values !== null && !gone) {
      if (tail.deleted || isServer(tail.id.client)) doc.getMap(target.map).set(target.key, struct.values.at(-1))
    } else if (!isTail && tail.deleted) doc.getMap(target.map).set(target.key, null)
  }
  const writes = writesOf(structs)
  for (const { map, key, item, refused } of update.cleared) {
    if (refused !== null || tailItem(doc, map, key) !== item) continue
    doc.getMap(map).set(key, null)
    const { client, clock } = tailItem(doc, map, key)!.id
    writes.push({ client, clock, map, key, value: null })
  }
  return { writes, refused: refusalsOf(structs) }
}

const tailItem = (doc: Overlay, map: MapName, key: string): Y.Item | undefined => doc.getMap(map)._map.get(key)

interface Held {
  readonly map: MapName
  readonly key: string
  readonly item: Y.Item
  readonly value: Scalar
}

/** the live values that refused writes and refused deletes have hit */
function valuesHeld(doc: Overlay, update: CheckedUpdate, structs: readonly CheckedStruct[]): Map<string, Held> {
  const held = new Map<string, Held>()
  const hold = (map: MapName, key: string) => {
    const item = tailItem(doc, map, key)
    if (item !== undefined && !item.deleted)
      held.set(`${map} ${key}`, { map, key, item, value: doc.getMap<Scalar>(map).get(key)! })
  }
  for (const { refused, target } of structs) if (refused !== null) hold(target.map, target.key)
  for (const { refused, map, key } of update.cleared) if (refused !== null) hold(map, key)
  return held
}

/** the last allowed struct of each key, in the update's order */
function lastPerKey(structs: readonly CheckedStruct[]): Iterable<CheckedStruct> {
  const last = new Map<string, CheckedStruct>()
  for (const checked of structs)
    if (checked.refused === null) last.set(`${checked.target.map} ${checked.target.key}`, checked)
  return last.values()
}

function writesOf(structs: readonly CheckedStruct[]): AppliedWrite[] {
  const writes: AppliedWrite[] = []
  for (const { struct, target, refused } of structs) {
    if (refused !== null || struct.values === null) continue
    struct.values.forEach((value, at) => {
      if (typeof value !== 'symbol') writes.push({ client: struct.client, clock: struct.clock + at, ...target, value })
    })
  }
  return writes
}

function refusalsOf(structs: readonly CheckedStruct[]): Refusal[] {
  const refusals: Refusal[] = []
  for (const { struct, target, refused } of structs) {
    if (refused === null) continue
    for (let at = 0; at < struct.length; at++)
      refusals.push(refusal(struct.client, struct.clock + at, target.key, refused))
  }
  return refusals
}

const refusal = (client: number, clock: number, key: string, why: RefusalReason): Refusal => ({
  client,
  clock,
  key,
  why,
})
