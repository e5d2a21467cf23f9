import { strict as assert } from 'node:assert'
import * as Y from 'yjs'
import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { cellWrite, rowWrite } from '../../shared/document/edit.ts'
import { type Entry, fold } from '../../shared/document/fold.ts'
import { orderKeyBetween } from '../../shared/document/order-key.ts'
import { entriesOf, newOverlay } from '../../shared/document/overlay.ts'
import { openEdition, seal } from '../../shared/document/seal.ts'
import type { ClientTable } from '../../shared/document/table-client.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import type { MemoryTableStore } from '../support/memory-table-store.ts'
import { createRandom } from '../support/random.ts'
import { account, gongxin, leader, planning, sampleStore, shangwu } from '../support/sample-table.ts'
import { currentOf, durableClocks, Life, settle, Tab, type Wire } from './world.ts'

export interface Totals {
  edits: number
  outcomes: Record<string, number>
  folds: number
  kills: number
  failures: number
  drops: number
  reloads: number
  patches: number
}

export const noTotals = (): Totals => ({
  edits: 0,
  outcomes: {},
  folds: 0,
  kills: 0,
  failures: 0,
  drops: 0,
  reloads: 0,
  patches: 0,
})

const ACCOUNTS: readonly Account[] = [planning, gongxin, shangwu, leader, account('fagai', 'planning'), gongxin]

/** One seeded history, checked at every step and at its end. @throws AssertionError */
export async function playHistory(seed: number, steps: number, totals: Totals): Promise<void> {
  const random = createRandom(seed)
  const { below, pick } = random
  const disk = await sampleStore()
  let life: Life | null = new Life(disk, random)
  let names = 0
  const tabs = Array.from({ length: 2 + below(4) }, (_, i) => new Tab(i, pick(ACCOUNTS), currentOf(disk), random))
  for (const tab of tabs) tab.model.connect()
  await settle()

  // ---- the moves ----------------------------------------------------------------------------------------------------

  const up = (tab: Tab, wire: Wire | null = tab.wire) => {
    if (life?.table == null || wire === null) return
    if (wire.life === null) {
      if (wire !== tab.wire) return
      wire.life = life
      life.table.connect(wire.peer, wire.room)
      tab.model.opened()
    } else if (wire.life === life) {
      const frame = wire.up.shift()
      if (frame !== undefined) life.table.receive(wire.peer, frame)
    }
  }
  const down = (tab: Tab) => {
    const { wire } = tab
    const frame = wire?.down.shift()
    if (frame === undefined) return
    if (frame instanceof Uint8Array) {
      tab.model.receive(frame)
      seesOnlyWhatIsDurable(disk, tab)
    } else {
      tab.wire = null
      tab.model.closed(frame.code)
    }
  }
  const kill = () => {
    if (life === null) return
    totals.kills++
    life.kill()
    life = null
    for (const tab of tabs) {
      tab.zombies.length = 0
      tab.lose(false)
    }
  }
  const failCommit = () => {
    const step = life?.steps.shift()
    if (step === undefined) return
    totals.failures++
    step.fail(new Error('disk is full'))
  }
  const value = (tab: Tab): Scalar => (random() < 0.1 ? null : random() < 0.15 ? below(3) : `${tab.index}#${names++}`)
  const slot = (model: ClientTable) => {
    const keys = [...new Set(model.rows.map(row => String(model.rowFact(row, 'order'))))]
    const at = below(keys.length + 1)
    return orderKeyBetween(keys[at - 1] ?? null, keys[at] ?? null)
  }
  const write = (tab: Tab) =>
    tab.write(model => {
      const rows = model.rows
      const columns = model.structure.columns.map(column => column.id)
      const x = random()
      if (x < 0.6 && rows.length > 0) model.edit([cellWrite(pick(rows), pick(columns), value(tab))])
      else if (x < 0.7 && rows.length > 0) {
        const row = pick(rows)
        model.edit(columns.map(column => cellWrite(row, column, value(tab))))
      } else if (x < 0.79) {
        const row = `n${tab.index}x${names++}`
        const owner =
          random() < 0.85 ? (tab.account.department ?? pick(['gongxin', 'shangwu'])) : pick(['gongxin', 'shangwu'])
        model.edit([
          rowWrite(row, 'order', slot(model)),
          rowWrite(row, 'owner', owner),
          cellWrite(row, pick(columns), value(tab)),
        ])
      } else if (x < 0.83 && rows.length > 2) model.edit([rowWrite(pick(rows), 'deleted', true)])
      else if (x < 0.88 && rows.length > 0) model.edit([rowWrite(pick(rows), 'order', slot(model))])
      else if (x < 0.9 && rows.length > 0) model.edit([rowWrite(pick(rows), 'owner', pick(['gongxin', 'shangwu']))])
      else if (x < 0.96) model.undo()
      else model.redo()
    })
  const command = () => {
    const x = random()
    const title = `列${names++}`
    const writes =
      x < 0.3
        ? [
            { key: `k${names}:order`, value: `Z${names}` },
            { key: `k${names}:title`, value: title },
            { key: `k${names}:fills`, value: pick(['owner', 'planning']) },
          ]
        : x < 0.7
          ? [{ key: `${pick(['c0', 'c1', 'c2'])}:title`, value: title }]
          : x < 0.8
            ? [{ key: 'c2:deleted', value: random() < 0.5 }]
            : [{ key: 'table:phase', value: random() < 0.3 ? 'issued' : 'drafting' }]
    life?.table?.command(planning, writes).catch(() => {})
  }
  const patch = () => {
    totals.patches++
    const rows = ['r0', 'r1', 'r2', 'r3', 'nowhere']
    const writes = Array.from({ length: 1 + below(3) }, () => ({
      row: pick(rows),
      column: pick(['c0', 'c1']),
      value: `p#${names++}`,
    }))
    life?.table?.patch(pick(ACCOUNTS), writes).catch(() => {})
  }
  const requestFold = () => {
    life?.table?.fold().then(
      () => totals.folds++,
      () => {},
    )
  }
  const reconnect = (tab: Tab) => {
    if (tab.wire === null && tab.model.phase === 'closed') tab.model.connect()
  }
  const fetched = (tab: Tab) => {
    const waiting = tab.fetching.shift()
    if (waiting === undefined) return
    if (random() < 0.1) waiting.reject(new Error('offline'))
    else waiting.resolve(currentOf(disk))
  }

  for (let step = 0; step < steps; step++) {
    const tab = pick(tabs)
    const x = random()
    if (x < 0.22) write(tab)
    else if (x < 0.44) for (let i = below(3); i >= 0; i--) up(tab)
    else if (x < 0.66) for (let i = below(4); i >= 0; i--) down(tab)
    else if (x < 0.82) life?.step()
    else if (x < 0.85) requestFold()
    else if (x < 0.88) command()
    else if (x < 0.9) patch()
    else if (x < 0.93) {
      totals.drops++
      tab.lose(random() < 0.5)
    } else if (x < 0.96) {
      reconnect(tab)
      fetched(tab)
    } else if (x < 0.975) {
      if (tab.zombies[0]) up(tab, tab.zombies[0])
    } else if (x < 0.983) {
      totals.reloads++
      tab.reload(currentOf(disk), random() < 0.5)
    } else if (x < 0.99) failCommit()
    else kill()
    if (life === null && random() < 0.2) life = new Life(disk, random)
    if (random() < 0.15) reconnect(pick(tabs))
    if (random() < 0.2) fetched(pick(tabs))
    await settle()
  }

  // ---- everything heals ---------------------------------------------------------------------------------------------

  life ??= new Life(disk, random)
  await settle()
  let quiet = 0
  for (let round = 0; quiet < 3; round++) {
    assert(
      round < 3000,
      `does not come to rest: ${tabs.map(tab => `${tab.model.phase}/${tab.model.unsaved}/${tab.wire?.up.length}/${tab.wire?.down.length}`)}`,
    )
    for (const tab of tabs) {
      reconnect(tab)
      tab.fetching.shift()?.resolve(currentOf(disk))
      up(tab)
      down(tab)
      const zombie = tab.zombies[0]
      if (zombie?.up.length && zombie.life === life) up(tab, zombie)
      else tab.zombies.shift()
    }
    const moved = life.step()
    await settle()
    const idle =
      !moved &&
      tabs.every(
        tab => tab.model.phase === 'live' && !tab.wire?.up.length && !tab.wire?.down.length && tab.zombies.length === 0,
      )
    quiet = idle ? quiet + 1 : 0
  }

  // ---- what must hold -----------------------------------------------------------------------------------------------

  const truth = readings(life.table!.view)
  for (const tab of tabs) {
    assert.deepEqual(readings(tab.model), truth, `tab ${tab.index} differs`)
    assert.equal(tab.model.unsaved, 0)
    assert.equal(tab.outcomes.length, tab.written, `tab ${tab.index}: an edit without its one outcome`)
  }
  landedExactlyOnce(disk, tabs)
  overwroteOnlyWhatItsAuthorSaw(disk, tabs)
  editionsComeFromTheLog(disk)
  noClientInTwoRooms(disk)
  assert.deepEqual(life.hostile, [], 'an honest client was taken for a hostile one')
  for (const tab of tabs) {
    totals.edits += tab.written
    for (const { outcome } of tab.outcomes) totals.outcomes[outcome.kind] = (totals.outcomes[outcome.kind] ?? 0) + 1
  }
}

/** [DOC-10] [SYNC-2] */
function seesOnlyWhatIsDurable(disk: MemoryTableStore, tab: Tab): void {
  if (tab.model.room !== disk.rooms.at(-1)!.room) return
  const durable = durableClocks(disk, tab.model.room)
  for (const [client, clock] of tab.model.replicaClocks()) {
    assert(clock <= (durable.get(client) ?? 0), `tab ${tab.index} saw what is not on disk: ${client}:${clock}`)
  }
}

function readings(view: TableView): unknown {
  const columns = view.structure.columns.map(column => [column.id, column.title, column.fills])
  const rows = view.rows.map(row => [
    row,
    view.rowIndex(row),
    view.rowFact(row, 'order'),
    view.rowFact(row, 'owner'),
    columns.map(([id]) => view.cell(row, id!)),
  ])
  return { rows, columns, phase: view.structure.table.phase }
}

function landedExactlyOnce(disk: MemoryTableStore, tabs: readonly Tab[]): void {
  const claimed = new Set(disk.batches.flatMap(batch => batch.claims).map(({ client }) => client))
  const logged = new Map(
    disk.batches
      .flatMap(batch => batch.intents)
      .filter(({ client }) => claimed.has(client))
      .map(intent => [`${intent.client}:${intent.clock}`, intent]),
  )
  const landed = tabs.flatMap(tab => tab.outcomes.filter(({ outcome }) => outcome.kind === 'landed'))
  for (const { edit } of landed) {
    const intent = logged.get(`${edit.at?.client}:${edit.at?.clock}`)
    assert(intent !== undefined, `landed, but not in the log: ${JSON.stringify(edit)}`)
    assert.deepEqual([intent.map, intent.key, intent.value], [edit.map, edit.key, edit.value])
  }
  assert.equal(logged.size, landed.length, 'the log holds writes whose author was not told that they landed')
  const refused = new Set(
    tabs
      .flatMap(tab => tab.outcomes.filter(({ outcome }) => outcome.kind === 'refused').map(({ edit }) => edit.value))
      .filter(value => typeof value === 'string' && value.includes('#')),
  )
  const wanted = new Set(landed.map(({ edit }) => edit.value))
  for (const { effects } of disk.batches)
    for (const { after } of effects)
      assert(!refused.has(after) || wanted.has(after), `a refused value was stored: ${after}`)
}

/**
 * [DOC-14] [DOC-15] What a landed write names as overwritten held the value that its author saw when the chain of own edits
 * began: what somebody else has committed since is never written over unseen, however often the edit was sent.
 */
function overwroteOnlyWhatItsAuthorSaw(disk: MemoryTableStore, tabs: readonly Tab[]): void {
  interface Logged {
    readonly room: string
    readonly value: Scalar | undefined
    readonly origin: string | null
  }
  const items = new Map<string, Logged>()
  for (const { room, update } of disk.batches) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue
      const { client, clock } = struct.id
      const values = struct.content instanceof Y.ContentAny ? (struct.content.arr as Scalar[]) : []
      for (let at = 0; at < struct.length; at++) {
        const origin =
          at > 0 ? `${client}:${clock + at - 1}` : struct.origin && `${struct.origin.client}:${struct.origin.clock}`
        items.set(`${client}:${clock + at}`, { room, value: values[at], origin })
      }
    }
  }
  const editions = new Map(
    disk.rooms.map(({ room, manifest }) => [room, openEdition(manifest, hash => disk.chunks.get(hash)!)]),
  )
  for (const tab of tabs) {
    const refused = new Map<string, Scalar>()
    for (const { edit, outcome } of tab.outcomes)
      if (outcome.kind === 'refused') refused.set(`${edit.at?.client}:${edit.at?.clock}`, edit.value)
    for (const { edit, outcome } of tab.outcomes) {
      if (outcome.kind !== 'landed') continue
      const { room, origin } = items.get(`${edit.at?.client}:${edit.at?.clock}`)!
      // an item that the gate emptied shows what stood there before it; to its author, who did not know yet, the own value
      const seen: Scalar[] = []
      let id = origin
      while (id !== null && items.get(id)!.value === undefined) {
        if (refused.has(id)) seen.push(refused.get(id)!)
        id = items.get(id)!.origin
      }
      seen.push(id === null ? editions.get(room)!.read(edit.map, edit.key) : items.get(id)!.value!)
      assert(
        seen.includes(edit.base),
        `tab ${tab.index} wrote ${edit.key} over ${JSON.stringify(seen)}, and had seen ${JSON.stringify(edit.base)}`,
      )
    }
  }
}

function editionsComeFromTheLog(disk: MemoryTableStore): void {
  const open = (manifest: string) => openEdition(manifest, hash => disk.chunks.get(hash)!)
  disk.rooms.forEach((room, at) => {
    const next = disk.rooms[at + 1]
    if (next === undefined) return
    const edition = open(room.manifest)
    const doc = newOverlay()
    const effects = new Map<string, Entry>()
    for (const batch of disk.batches) {
      if (batch.room !== room.room) continue
      Y.applyUpdate(doc, batch.update)
      for (const { map, key, after } of batch.effects) effects.set(`${map} ${key}`, { map, key, value: after })
    }
    assert.equal(seal(fold(edition, entriesOf(doc), room.hash)).hash, next.hash, 'the updates do not give the edition')
    assert.equal(
      seal(fold(edition, effects.values(), room.hash)).hash,
      next.hash,
      'the effects do not give the edition',
    )
    assert.equal(seal(open(next.manifest)).hash, next.hash, 'the stored edition is another')
  })
}

function noClientInTwoRooms(disk: MemoryTableStore): void {
  const home = new Map<number, string>()
  for (const batch of disk.batches) {
    for (const { client } of batch.claims) {
      assert.equal(home.get(client) ?? batch.room, batch.room, 'a client id in two rooms')
      home.set(client, batch.room)
    }
  }
}
