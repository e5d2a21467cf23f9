import * as Y from 'yjs'
import type { Scalar } from '../core/scalar.ts'
import type { Entry } from './fold.ts'
import { MAPS, type MapName } from './keys.ts'

/** The working document of one room: flat maps of scalars, set-only. */
export type Overlay = Y.Doc

/**
 * @param keepOverwritten the writer's own: an item whose content is gone is then one that the gate emptied, also after a
 * restart, and not merely one that was overwritten
 */
export function newOverlay(keepOverwritten = false): Overlay {
  const doc = new Y.Doc({ gc: !keepOverwritten })
  for (const map of MAPS) doc.getMap(map)
  return doc
}

/** `undefined`: the edition's value holds. Never `??`: a cleared cell is null. */
export const overlayValue = (doc: Overlay, map: MapName, key: string): Scalar | undefined =>
  doc.getMap<Scalar>(map).get(key)

/** @param maps only these */
export function* entriesOf(doc: Overlay, maps: readonly MapName[] = MAPS): Generator<Entry> {
  for (const map of maps) for (const [key, value] of doc.getMap<Scalar>(map).entries()) yield { map, key, value }
}

/** The id of the last item of a key, which a new write names as what it overwrites. */
export function tailOf(doc: Overlay, map: MapName, key: string): ItemId | null {
  const item = doc.getMap(map)._map.get(key)
  return item === undefined ? null : { client: item.lastId.client, clock: item.lastId.clock }
}

export interface ItemId {
  readonly client: number
  readonly clock: number
}

/** client id → clock: how far a document has come */
export const clocksOf = (doc: Overlay): Map<number, number> => Y.decodeStateVector(Y.encodeStateVector(doc))
export const stateVector = (doc: Overlay): Uint8Array => Y.encodeStateVector(doc)
export const applyFrame = (doc: Overlay, update: Uint8Array): void => Y.applyUpdate(doc, update)

/** Calls back with the keys that a transaction changed, per map. */
export function observeKeys(doc: Overlay, listener: (map: MapName, keys: Iterable<string>) => void): void {
  for (const map of MAPS) doc.getMap(map).observe(event => listener(map, event.keysChanged as Set<string>))
}
