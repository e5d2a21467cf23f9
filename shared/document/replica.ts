import type { Scalar } from '../core/scalar.ts'
import type { FoldNotice } from '../protocol/frames.ts'
import type { Edition } from './edition.ts'
import { fold } from './fold.ts'
import { idOf, type MapName, nameOf } from './keys.ts'
import {
  applyFrame,
  clocksOf,
  entriesOf,
  type ItemId,
  newOverlay,
  type Overlay,
  observeKeys,
  overlayValue,
  stateVector,
  tailOf,
} from './overlay.ts'
import type { Committed } from './rebase.ts'
import { type Hash, seal } from './seal.ts'

/** What the server has committed in one room, as far as this client knows: the edition and the server's frames, nothing else. */
export class Replica implements Committed {
  readonly edition: Edition
  readonly #editionHash: string
  readonly #doc: Overlay = newOverlay()

  constructor(edition: Edition, editionHash: string) {
    this.edition = edition
    this.#editionHash = editionHash
  }

  observe(listener: (map: MapName, keys: Iterable<string>) => void): void {
    observeKeys(this.#doc, listener)
  }

  apply(frame: Uint8Array): void {
    applyFrame(this.#doc, frame)
  }

  get clocks(): ReadonlyMap<number, number> {
    return clocksOf(this.#doc)
  }
  get stateVector(): Uint8Array {
    return stateVector(this.#doc)
  }

  /** what differs from the edition; `undefined`: nothing does */
  overlay(map: MapName, key: string): Scalar | undefined {
    return overlayValue(this.#doc, map, key)
  }
  tail(map: MapName, key: string): ItemId | null {
    return tailOf(this.#doc, map, key)
  }

  read(map: MapName, key: string): Scalar {
    const value = this.overlay(map, key)
    return value === undefined ? this.edition.read(map, key) : value
  }
  hasRow(row: string): boolean {
    return this.read('rows', `${row}:order`) !== null && this.read('rows', `${row}:deleted`) !== true
  }
  hasColumn(column: string): boolean {
    return this.read('structure', `${column}:order`) !== null && this.read('structure', `${column}:deleted`) !== true
  }
  columns(): ReadonlySet<string> {
    const columns = new Set<string>()
    for (const key of this.edition.structure.keys()) if (nameOf(key) === 'order') columns.add(idOf(key))
    for (const { key } of entriesOf(this.#doc, ['structure'])) if (nameOf(key) === 'order') columns.add(idOf(key))
    return columns
  }

  /** The next edition from the own copy, where that is whole and gives the very hash; else null. */
  folded(notice: FoldNotice, hash: Hash): Edition | null {
    if (!notice.follows || notice.clocks === null) return null
    const mine = this.clocks
    if (Object.entries(notice.clocks).some(([client, clock]) => (mine.get(Number(client)) ?? 0) < clock)) return null
    const next = fold(this.edition, entriesOf(this.#doc), this.#editionHash)
    return seal(next, hash, this.edition).hash === notice.hash ? next : null
  }
}
