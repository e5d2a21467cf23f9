import type { Account } from '../../shared/accounts/account.ts'
import { type Scalar, toScalar } from '../../shared/core/scalar.ts'
import { type MapName, nameOf, splitKey } from '../../shared/document/keys.ts'
import { overlayValue } from '../../shared/document/overlay.ts'
import type { Refusal } from '../../shared/protocol/frames.ts'
import type { Effect, Intent } from '../storage/table-store.ts'
import { applyChecked } from './gate/apply-checked.ts'
import { checkUpdate } from './gate/check.ts'
import { decideWrites, unfitForRequest } from './gate/rights.ts'
import type { CellWrite, PatchResult, PatchRight, StructureWrite } from './live-table.ts'
import type { RoomState } from './room-state.ts'

/** What a batch gathers while its parts are applied, all within one transaction of the document. */
export class BatchDraft {
  readonly intents: Intent[] = []
  readonly claims: { client: number; account: string }[] = []
  readonly #state: RoomState
  readonly #addresses = new Map<string, Set<string>>()
  readonly #before = new Map<
    string,
    /** `writer`: whose write the value is that stands there now */
    { map: MapName; key: string; before: Scalar; cause: string; writer: string | null }
  >()

  constructor(state: RoomState) {
    this.#state = state
  }

  /** @throws Hostile, OutOfSync, ForeignRoom, RetiredClient: then nothing of the update was applied */
  update(
    account: Account,
    bytes: Uint8Array,
  ): { readonly clients: readonly number[]; readonly refused: readonly Refusal[] } {
    const state = this.#state
    const checked = checkUpdate(state, account.id, bytes, writes => decideWrites(state, account, writes))
    const structs = checked.blocks.flatMap(block => block.structs)
    for (const { target } of structs) this.#touch(target.map, target.key, account.id)
    for (const { map, key } of checked.cleared) this.#touch(map, key, account.id)
    for (const client of checked.fresh) {
      state.claims.set(client, account.id)
      this.claims.push({ client, account: account.id })
    }
    const applied = applyChecked(state.doc, checked, client => state.isServer(client))
    for (const write of applied.writes) this.intents.push({ ...write, account: account.id })
    for (const { target, refused } of structs) this.#settle(target.map, target.key, account.id, refused === null)
    for (const { map, key, refused } of checked.cleared) this.#settle(map, key, account.id, refused === null)
    for (const refusal of applied.refused) state.refuse(refusal)
    return { clients: checked.blocks.map(block => block.client), refused: applied.refused }
  }

  /** All of the writes or none. */
  patch(account: Account, writes: readonly CellWrite[], right: PatchRight): PatchResult {
    const state = this.#state
    const judged = writes.map(({ row, column, value }) => {
      const key = `${row}:${column}`
      const known = splitKey(key) !== null && state.read('rows', `${row}:deleted`) !== true
      return { map: 'cells' as const, key, value: storable(value, state.limits.text), known }
    })
    const asked = judged.map(({ map, key, value }) => ({ map, key, value: value ?? null }))
    const reasons =
      right === 'own' ? decideWrites(state, account, asked) : asked.map(({ key }) => unfitForRequest(state, key))
    const refused = judged.flatMap(({ value, known }, at) => {
      const why = known
        ? (reasons[at] ?? (value === undefined ? 'not-storable' : this.#moved(writes[at]!)))
        : 'unknown-row'
      return why === null ? [] : [{ row: writes[at]!.row, column: writes[at]!.column, why: why as Refused['why'] }]
    })
    if (refused.length > 0) return { ok: false, refused }
    judged.forEach(({ map, key, value }, at) => {
      const reason = writes[at]!.reason
      this.#set(account.id, map, key, value!, reason)
    })
    return { ok: true }
  }

  /** written by somebody else since the author looked */
  #moved({ row, column, expected }: CellWrite): 'moved' | null {
    return expected === undefined || this.#state.read('cells', `${row}:${column}`) === expected ? null : 'moved'
  }

  command(account: Account, writes: readonly StructureWrite[]): void {
    for (const { key, value } of writes) this.#set(account.id, 'structure', key, toScalar(value))
  }

  /** A part of the batch came from there. */
  cameFrom(account: Account, address: string | null | undefined): void {
    if (address == null) return
    const known = this.#addresses.get(account.id) ?? new Set()
    this.#addresses.set(account.id, known.add(address))
  }

  /** by account id; somebody who wrote from two places at the same moment has both */
  addresses(): Record<string, string> {
    return Object.fromEntries([...this.#addresses].map(([account, from]) => [account, [...from].join(', ')]))
  }

  /** to be asked once, after the transaction */
  effects(): Effect[] {
    const effects: Effect[] = []
    for (const { map, key, before, cause, writer } of this.#before.values()) {
      const after = this.#state.read(map, key)
      if (after !== before) effects.push({ map, key, before, after, account: writer ?? cause })
    }
    return effects
  }

  #set(account: string, map: MapName, key: string, value: Scalar, reason?: string): void {
    const { doc } = this.#state
    this.#touch(map, key, account)
    doc.getMap(map).set(key, value)
    const { client, clock } = doc.getMap(map)._map.get(key)!.id
    this.intents.push({ client, clock, map, key, value, account, ...(reason === undefined ? {} : { reason }) })
    this.#settle(map, key, account, true)
  }

  #touch(map: MapName, key: string, account: string): void {
    const name = `${map} ${key}`
    if (!this.#before.has(name))
      this.#before.set(name, { map, key, before: this.#state.read(map, key), cause: account, writer: null })
  }

  /** Whose value stands there now, and what follows from it for the writes to come. */
  #settle(map: MapName, key: string, account: string, allowed: boolean): void {
    const tail = this.#state.doc.getMap(map)._map.get(key)
    const winner = tail === undefined ? undefined : this.#state.claims.get(tail.id.client)
    const entry = this.#before.get(`${map} ${key}`)!
    // where the server wrote for a refused write, the value is whose it was before
    if (winner !== undefined && !tail!.deleted) entry.writer = winner
    else if (allowed) entry.writer = account
    if (map === 'structure') this.#state.forgetStructure()
    else if (map === 'rows' && nameOf(key) === 'owner' && overlayValue(this.#state.doc, map, key) !== undefined)
      this.#state.followOwner(key)
  }
}

type Refused = Extract<PatchResult, { ok: false }>['refused'][number]

/** undefined: it is not */
function storable(value: unknown, mostBytes: number): Scalar | undefined {
  try {
    const scalar = toScalar(value)
    return typeof scalar === 'string' && new TextEncoder().encode(scalar).length > mostBytes ? undefined : scalar
  } catch {
    return undefined
  }
}
