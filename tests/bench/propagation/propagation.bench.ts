import type { TableDetail } from '../../../shared/protocol/api-tables.ts'
import { getJson, newToken, signIn } from '../support/caller.ts'
import { withDataFolder } from '../support/data-folder.ts'
import { figure, quantile, ratio, type Spread, spread, table } from '../support/figures.ts'
import { startHelper } from '../support/helper-process.ts'
import { computingTable } from '../support/large-table.ts'
import { type Measure, step } from '../support/measure.ts'
import { cpuSeconds, residentMegabytes, startServerProcess } from '../support/server-process.ts'
import type { Load, LoadOutcome } from './load.ts'

const OTHERS = 50
const ROWS = 2_000
const COLUMNS = Array.from({ length: 12 }, (_, at) => `v${at}`)

/** A server that is running, and where the next room is. */
interface Side {
  readonly name: string
  readonly pid: number
  /** the address of a room in which nobody has written yet, one per client */
  room(): Promise<readonly string[]>
  stop(): Promise<void>
}

interface Result extends LoadOutcome {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** of the server's process, in shares of one core */
  readonly serverCpu: number
}

const script = (name: string) => new URL(`./${name}`, import.meta.url)

/** From the edit of one client to the last of 50 others in the same table, on our server and on a relay that only relays. */
export const propagation: Measure = async ({ quick }) => {
  const runs = quick ? 1 : 3
  const seconds = quick ? 3 : 30
  const steps = quick ? [200] : [250, 500, 1_000, 2_000, 3_000]
  const tables = Array.from({ length: runs + steps.length }, (_, at) => computingTable(`bench-${at}`, ROWS))
  return await withDataFolder(tables, async dataDir => {
    const sides = [
      await ours(
        dataDir,
        tables.map(({ name }) => name),
      ),
      await relay(),
    ]
    try {
      const calm = await Promise.all(sides.map(() => [] as Result[]))
      for (let at = 0; at < runs; at++)
        for (const [side, server] of sides.entries()) calm[side]!.push(await run(server, OTHERS + 1, seconds, at))
      const steep: { readonly rate: number; readonly results: readonly Result[] }[] = []
      for (const rate of steps) {
        const results: Result[] = []
        for (const server of sides) results.push(await run(server, rate, quick ? 2 : 6, rate))
        steep.push({ rate, results })
      }
      const memory = sides.map(({ pid }) => residentMegabytes(pid, 'VmRSS'))
      return {
        title: 'An edit from one client to the last of 50 others',
        text: tell(sides, calm, steep, memory, seconds),
        figures: {
          calm: calm.map(results => results.map(withoutTimes)),
          steps: steep.map(({ rate, results }) => ({ rate, results: results.map(withoutTimes) })),
          memoryMegabytes: memory,
        },
      }
    } finally {
      for (const side of sides) await side.stop()
    }
  })
}

async function run(side: Side, editsPerSecond: number, seconds: number, seed: number): Promise<Result> {
  const clients = startHelper(script('clients-process.ts'))
  try {
    const before = cpuSeconds(side.pid)
    const started = performance.now()
    const load: Load = {
      rooms: [(await side.room()).map(url => ({ url }))],
      editsPerSecond,
      seconds,
      rows: ROWS,
      columns: COLUMNS,
      seed,
    }
    clients.send(load)
    const answer = await clients.next<{ readonly outcome: LoadOutcome } | { readonly failed: string }>()
    if ('failed' in answer) throw new Error(`${side.name}: ${answer.failed}`)
    const { outcome } = answer
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map(share => quantile(outcome.lastMs, share)) as [number, number, number]
    const serverCpu = (cpuSeconds(side.pid) - before) / ((performance.now() - started) / 1000)
    step(
      `${side.name}, ${editsPerSecond}/s: p50 ${figure(p50)} p95 ${figure(p95)} p99 ${figure(p99)} ms, ${outcome.sent} sent, ${outcome.lost} lost`,
    )
    return { ...outcome, p50, p95, p99, serverCpu }
  } finally {
    await clients.stop()
  }
}

/** The built server: session, rights of every cell, commit to SQLite with fsync, then the frame to the others. */
async function ours(dataDir: string, tables: readonly string[]): Promise<Side> {
  const server = await startServerProcess(dataDir)
  const cookie = await signIn(server.url, 'guihua')
  const tokens: string[] = []
  for (let at = 0; at <= OTHERS; at++) tokens.push(await newToken(server.url, cookie, `bench ${at}`))
  const left = [...tables]
  return {
    name: 'Tongchou',
    pid: server.pid,
    async room() {
      const { room } = await getJson<TableDetail>(`${server.url}/api/tables/${left.shift()}`, cookie)
      const address = `${server.url.replace('http', 'ws')}/sync/${encodeURIComponent(room)}`
      return tokens.map(token => `${address}?token=${token}`)
    },
    stop: server.stop,
  }
}

async function relay(): Promise<Side> {
  const server = startHelper(script('relay-process.ts'))
  const { port } = await server.next<{ readonly port: number }>()
  let rooms = 0
  return {
    name: 'relay in memory',
    pid: server.pid,
    async room() {
      rooms++
      return Array.from({ length: OTHERS + 1 }, () => `ws://127.0.0.1:${port}/room-${rooms}`)
    },
    stop: server.stop,
  }
}

function tell(
  sides: readonly Side[],
  calm: readonly (readonly Result[])[],
  steep: readonly { readonly rate: number; readonly results: readonly Result[] }[],
  memory: readonly number[],
  seconds: number,
): string {
  const of = (results: readonly Result[], which: (result: Result) => number): Spread => spread(results.map(which))
  const times = calm.map(results => [
    of(results, ({ p50 }) => p50),
    of(results, ({ p95 }) => p95),
    of(results, ({ p99 }) => p99),
  ])
  const lost = (results: readonly Result[]) => String(results.reduce((sum, result) => sum + result.lost, 0))
  return [
    `${OTHERS + 1} stock Yjs clients with one socket each are in one table of ${ROWS} rows × 20 columns (4 of them computed); each edits about`,
    `once a second for ${seconds} s, and an edit counts when the last of the ${OTHERS} others has it in its document. All clients share one process,`,
    'the server has another. Ours checks session and rights for every cell and commits to SQLite with fsync before anybody sees the edit.',
    'The relay is a lower bound, not a rival: in memory, no accounts, no rights, nothing on disk; it hands every frame on as it comes.',
    '',
    table(
      ['ms, edit → last of 50', 'p50', 'p95', 'p99', 'CPU of the server, % of a core', 'memory, MB', 'edits lost'],
      sides.map(({ name }, at) => [
        name,
        ...times[at]!,
        of(calm[at]!, ({ serverCpu }) => serverCpu * 100),
        figure(memory[at]!),
        lost(calm[at]!),
      ]),
    ),
    '',
    `Beside the relay: ${['p50', 'p95', 'p99'].map((name, at) => `${name} ${ratio(times[1]![at]!, times[0]![at]!)}`).join(', ')}.`,
    '',
    'More and more edits, by the same 51 clients, 6 s each. A server keeps up while p99 stays under 200 ms. The clients’ process applies every edit to 50 documents:',
    'where it fills its core, the times are mostly its own, and fewer edits are sent than were asked for. The relay costs it a frame per edit and client; ours merges',
    'what arrives while a commit is on its way into one frame, so the same clients take more.',
    '',
    table(
      [
        'edits/s asked',
        ...sides.flatMap(({ name }) => [
          `${name}: sent/s`,
          'p50, p95, p99 ms',
          'frames per edit and client',
          'CPU server, clients %',
        ]),
      ],
      steep.map(({ rate, results }) => [
        String(rate),
        ...results.flatMap(result => [
          figure(result.sent / result.sendingSeconds),
          `${[result.p50, result.p95, result.p99].map(figure).join(', ')}${result.lost ? ` (${result.lost} lost)` : ''}${result.closed ? ` (${result.closed} closed)` : ''}`,
          figure(result.frames / result.sent / OTHERS),
          `${figure(result.serverCpu * 100)}, ${figure(result.clientCpu * 100)}`,
        ]),
      ]),
    ),
  ].join('\n')
}

const withoutTimes = ({ lastMs: _, ...rest }: Result) => rest
