// A process of its own, so that the clients' work does not stop the server's event loop. Sender and receivers share one clock.

import type { Load, LoadOutcome } from './load.ts'
import { RawClient } from './raw-client.ts'

/** ms that the last edits have to arrive */
const ARRIVE_WITHIN = 15_000

interface Edit {
  readonly at: number
  /** clients that have not seen it yet */
  left: number
}

/** mulberry32: the same seed edits at the same moments */
function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function carryOut({ rooms, editsPerSecond, seconds, rows, columns, seed }: Load): Promise<LoadOutcome> {
  const clients: RawClient[] = []
  const others = new Map<RawClient, number>()
  for (const room of rooms)
    for (const address of room) {
      const client = await RawClient.open(address)
      clients.push(client)
      others.set(client, room.length - 1)
    }
  const edits: Edit[] = []
  const lastMs: number[] = []
  for (const client of clients)
    client.cells.observe((event, { local }) => {
      if (local) return
      const now = performance.now()
      for (const key of event.keysChanged) {
        const edit = edits[client.cells.get(key) ?? -1]
        if (edit && --edit.left === 0) lastMs.push(now - edit.at)
      }
    })

  // every client edits at its own pace, now sooner, now later: people do not take turns
  const chance = chances(seed)
  const pause = (1000 * clients.length) / editsPerSecond
  const cpu = process.cpuUsage()
  const started = performance.now()
  const due = clients.map(() => started + chance() * pause)
  const end = started + seconds * 1000
  const edit = (client: RawClient) => {
    const serial = edits.length
    // a cell of its own for each edit under way: one that overtakes another would hide it
    const key = `r${serial % rows}:${columns[Math.floor(serial / rows) % columns.length]}`
    edits.push({ at: performance.now(), left: others.get(client)! })
    client.write(key, serial)
  }
  while (performance.now() < end) {
    const now = performance.now()
    clients.forEach((client, at) => {
      if (due[at]! > now) return
      edit(client)
      due[at] = due[at]! + pause * (0.5 + chance())
    })
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  const sendingSeconds = (performance.now() - started) / 1000
  const spent = process.cpuUsage(cpu)
  const giveUp = performance.now() + ARRIVE_WITHIN
  while (lastMs.length < edits.length && performance.now() < giveUp)
    await new Promise(resolve => setTimeout(resolve, 20))
  const outcome = {
    lastMs,
    sent: edits.length,
    lost: edits.length - lastMs.length,
    sendingSeconds,
    frames: clients.reduce((sum, { frames }) => sum + frames, 0),
    clientCpu: (spent.user + spent.system) / 1e6 / sendingSeconds,
    closed: clients.filter(client => !client.isOpen).length,
  }
  for (const client of clients) client.close()
  return outcome
}

process.on('message', (load: Load) => {
  carryOut(load).then(
    outcome => process.send?.({ outcome }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
