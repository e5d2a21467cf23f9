import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TableDetail } from '../../../shared/protocol/api-tables.ts'
import type { ClientAddress, Load, LoadOutcome } from '../propagation/load.ts'
import { getJson, newToken, signIn } from '../support/caller.ts'
import { withDataFolder } from '../support/data-folder.ts'
import { figure, quantile, ratio, type Spread, spread, table } from '../support/figures.ts'
import { startHelper } from '../support/helper-process.ts'
import { largeTable } from '../support/large-table.ts'
import { type Measure, step } from '../support/measure.ts'
import { cpuSeconds, residentMegabytes, startServerProcess } from '../support/server-process.ts'
import { gateCost } from './gate-cost.ts'

const COLUMNS = Array.from({ length: 16 }, (_, at) => `v${at}`)
const ROWS = 1_000
/** a server keeps up while p99 stays under this, in ms */
const KEEPS_UP = 200

interface Profile {
  readonly clients: number
  readonly rooms: number
}

interface Side {
  readonly name: string
  readonly pid: number
  /** rooms in which nobody has written yet, and in each one address per client */
  rooms(count: number, clientsEach: number): Promise<readonly (readonly ClientAddress[])[]>
  stop(): Promise<void>
}

interface Result extends Omit<LoadOutcome, 'lastMs'> {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** in shares of one core */
  readonly serverCpu: number
}

/** Edit → every other client of its table: ours through gate and durable commit, Hocuspocus with SQLite, and a relay. */
export const syncing: Measure = async ({ quick }) => {
  const runs = quick ? 1 : 3
  const seconds = quick ? 3 : 15
  const profiles: readonly Profile[] = quick
    ? [{ clients: 20, rooms: 2 }]
    : [
        { clients: 50, rooms: 1 },
        { clients: 200, rooms: 20 },
        { clients: 500, rooms: 50 },
      ]
  const rates = quick ? { one: [200], many: [500] } : { one: [1_000, 2_000, 3_000, 5_000], many: [2_000, 4_000, 8_000] }
  const rooms =
    profiles.reduce((sum, profile) => sum + profile.rooms * runs, 0) + rates.one.length + rates.many.length * 20
  const gate = gateCost(quick ? 2_000 : 20_000)
  step(`the gate, one cell: p50 ${figure(gate.p50)}, p99 ${figure(gate.p99)} µs`)
  const tables = Array.from({ length: rooms }, (_, at) => largeTable(`sync-${at}`, ROWS))
  const folder = await mkdtemp(join(tmpdir(), 'tongchou-bench-'))
  try {
    return await withDataFolder(tables, async dataDir => {
      const names = tables.map(({ name }) => name)
      const most = Math.max(...profiles.map(({ clients, rooms: count }) => clients / count), 50)
      const sides = [
        await ours(dataDir, names, most),
        await hocuspocus(join(folder, 'documents.sqlite')),
        await relay(),
      ]
      try {
        const idle = sides.map(({ pid }) => residentMegabytes(pid, 'VmRSS'))
        const calm: { readonly profile: Profile; readonly results: readonly (readonly Result[])[] }[] = []
        for (const profile of profiles) {
          const results = sides.map(() => [] as Result[])
          for (let at = 0; at < runs; at++)
            for (const [side, server] of sides.entries())
              results[side]!.push(await run(server, profile, profile.clients, seconds, at))
          calm.push({ profile, results })
        }
        const full = sides.map(({ pid }) => residentMegabytes(pid, 'VmRSS'))
        const steep: { readonly profile: Profile; readonly rate: number; readonly results: readonly Result[] }[] = []
        const climbs: readonly (readonly [Profile, readonly number[]])[] = [
          [quick ? profiles[0]! : { clients: 50, rooms: 1 }, rates.one],
          [quick ? profiles[0]! : { clients: 200, rooms: 20 }, rates.many],
        ]
        for (const [profile, climb] of climbs)
          for (const rate of climb) {
            const results: Result[] = []
            for (const server of sides) results.push(await run(server, profile, rate, quick ? 2 : 5, rate))
            steep.push({ profile, rate, results })
          }
        return {
          title: 'Clients in many tables, beside Hocuspocus and a relay',
          text: tell(sides, calm, steep, { idle, full }, gate, seconds),
          figures: { calm, steep, idle, full, gate },
        }
      } finally {
        for (const side of sides) await side.stop()
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function run(
  side: Side,
  { clients, rooms }: Profile,
  rate: number,
  seconds: number,
  seed: number,
): Promise<Result> {
  const process = startHelper(new URL('../propagation/clients-process.ts', import.meta.url))
  try {
    const load: Load = {
      rooms: await side.rooms(rooms, clients / rooms),
      editsPerSecond: rate,
      seconds,
      rows: ROWS,
      columns: COLUMNS,
      seed,
    }
    const before = cpuSeconds(side.pid)
    const started = performance.now()
    process.send(load)
    const answer = await process.next<{ readonly outcome: LoadOutcome } | { readonly failed: string }>()
    if ('failed' in answer) throw new Error(`${side.name}: ${answer.failed}`)
    const { lastMs, ...rest } = answer.outcome
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map(share => quantile(lastMs, share)) as [number, number, number]
    const serverCpu = (cpuSeconds(side.pid) - before) / ((performance.now() - started) / 1000)
    step(
      `${side.name}, ${clients}/${rooms}, ${rate}/s: p50 ${figure(p50)} p95 ${figure(p95)} p99 ${figure(p99)} ms, ${rest.sent} sent, ${rest.lost} lost`,
    )
    return { ...rest, p50, p95, p99, serverCpu }
  } finally {
    await process.stop()
  }
}

async function ours(dataDir: string, tables: readonly string[], mostClients: number): Promise<Side> {
  const server = await startServerProcess(dataDir)
  const cookie = await signIn(server.url, 'guihua')
  const tokens: string[] = []
  for (let at = 0; at < mostClients; at++) tokens.push(await newToken(server.url, cookie, `bench ${at}`))
  const left = [...tables]
  return {
    name: 'Tongchou',
    pid: server.pid,
    async rooms(count, clientsEach) {
      const rooms: ClientAddress[][] = []
      for (let at = 0; at < count; at++) {
        const { room } = await getJson<TableDetail>(`${server.url}/api/tables/${left.shift()}`, cookie)
        const address = `${server.url.replace('http', 'ws')}/sync/${encodeURIComponent(room)}`
        rooms.push(tokens.slice(0, clientsEach).map(token => ({ url: `${address}?token=${token}` })))
      }
      return rooms
    },
    stop: server.stop,
  }
}

async function hocuspocus(file: string): Promise<Side> {
  const server = startHelper(new URL('./hocuspocus-process.ts', import.meta.url), [file])
  const { port } = await server.next<{ readonly port: number }>()
  let made = 0
  return {
    name: 'Hocuspocus + SQLite',
    pid: server.pid,
    async rooms(count, clientsEach) {
      return Array.from({ length: count }, () => {
        const address = { url: `ws://127.0.0.1:${port}`, document: `room-${made++}` }
        return Array.from({ length: clientsEach }, () => address)
      })
    },
    stop: server.stop,
  }
}

async function relay(): Promise<Side> {
  const server = startHelper(new URL('../propagation/relay-process.ts', import.meta.url))
  const { port } = await server.next<{ readonly port: number }>()
  let made = 0
  return {
    name: 'relay in memory',
    pid: server.pid,
    async rooms(count, clientsEach) {
      return Array.from({ length: count }, () => {
        const address = { url: `ws://127.0.0.1:${port}/room-${made++}` }
        return Array.from({ length: clientsEach }, () => address)
      })
    },
    stop: server.stop,
  }
}

interface Megabytes {
  readonly idle: readonly number[]
  readonly full: readonly number[]
}

function tell(
  sides: readonly Side[],
  calm: readonly { readonly profile: Profile; readonly results: readonly (readonly Result[])[] }[],
  steep: readonly { readonly profile: Profile; readonly rate: number; readonly results: readonly Result[] }[],
  memory: Megabytes,
  gate: { readonly p50: number; readonly p99: number },
  seconds: number,
): string {
  const of = (results: readonly Result[], which: (result: Result) => number): Spread => spread(results.map(which))
  const lines = calm.flatMap(({ profile, results }) => {
    const peer = results[1]!
    return sides.map(({ name }, side) => {
      const own = results[side]!
      const beside = (which: (result: Result) => number) => ratio(of(peer, which), of(own, which))
      return [
        `${profile.clients} / ${profile.rooms}`,
        name,
        of(own, ({ p50 }) => p50),
        of(own, ({ p95 }) => p95),
        of(own, ({ p99 }) => p99),
        side === 1 ? '–' : `${beside(({ p50 }) => p50)}, ${beside(({ p95 }) => p95)}`,
        of(own, ({ serverCpu }) => serverCpu * 100),
        String(own.reduce((sum, { lost }) => sum + lost, 0)),
      ]
    })
  })
  return [
    'Stock Yjs clients with one socket each, one edit a second and client; an edit counts when the last of the others in its table has it.',
    `${seconds} s a run. All clients share one process, every server has its own. Ours checks session and rights of every cell and commits with fsync before`,
    'anybody sees an edit; Hocuspocus checks nothing and stores a document some seconds later; the relay keeps nothing at all.',
    '',
    table(
      [
        'clients / tables',
        'server',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'beside Hocuspocus: p50, p95',
        'CPU, % of a core',
        'lost',
      ],
      lines,
    ),
    '',
    `Memory of the server, MB, at the start → with all those tables open: ${sides.map(({ name }, at) => `${name} ${figure(memory.idle[at]!)} → ${figure(memory.full[at]!)}`).join('; ')}.`,
    `The gate takes ${figure(gate.p50)} µs (p50) and ${figure(gate.p99)} µs (p99) for an update of one cell: read, judged, encoded anew and applied.`,
    '',
    `More and more edits, 5 s each. A server keeps up while p99 stays under ${KEEPS_UP} ms and what is asked for is sent; the clients’ process applies every edit to every document of its table and is often the one that cannot.`,
    '',
    table(
      [
        'clients / tables',
        'edits/s asked',
        ...sides.flatMap(({ name }) => [`${name}: sent/s`, 'p50, p95, p99 ms', 'keeps up', 'CPU server, clients %']),
      ],
      steep.map(({ profile, rate, results }) => [
        `${profile.clients} / ${profile.rooms}`,
        String(rate),
        ...results.flatMap(result => {
          const sent = result.sent / result.sendingSeconds
          return [
            figure(sent),
            `${[result.p50, result.p95, result.p99].map(figure).join(', ')}${result.lost ? ` (${result.lost} lost)` : ''}${result.closed ? ` (${result.closed} closed)` : ''}`,
            result.p99 <= KEEPS_UP && sent > rate * 0.9 && result.lost === 0 ? 'yes' : 'no',
            `${figure(result.serverCpu * 100)}, ${figure(result.clientCpu * 100)}`,
          ]
        }),
      ]),
    ),
  ].join('\n')
}
