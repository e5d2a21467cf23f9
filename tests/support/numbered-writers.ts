import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import { openAckClient } from './ack-client.ts'
import type { TestCaller } from './caller.ts'

/** Writers at sockets, each writing 1, 2, 3 … into a cell of its own and remembering what it was told is saved. */
export interface NumberedWriters {
  /** cell → the last number that was acknowledged, as it is now */
  acknowledged(): ReadonlyMap<string, number>
  readonly total: number
  /** resolves when so many more were acknowledged */
  more(count: number): Promise<void>
  /** resolves when every writer has been cut off or stopped */
  readonly over: Promise<unknown>
  stop(): Promise<unknown>
}

const TABLE = 'plan-145'

/** @param writer may write every row */
export async function startNumberedWriters(
  writer: TestCaller,
  url: string,
  count: number,
  first: ReadonlyMap<string, number> = new Map(),
): Promise<NumberedWriters> {
  const detail = () => writer.json<TableDetail>(`/api/tables/${TABLE}`)
  const { columns } = await detail()
  const rows = await writer.json<TableRow[]>(`/api/tables/${TABLE}/rows`)
  const open = columns.filter(({ type, fills }) => fills === 'owner' && type === 'value')
  const cells = rows.flatMap(({ id }) => open.map(column => `${id}:${column.id}`)).slice(0, count)
  if (cells.length < count) throw new Error(`${TABLE} has ${cells.length} cells for ${count} writers`)
  const last = new Map<string, number>()
  const goals: { readonly at: number; readonly resolve: () => void }[] = []
  let total = 0
  let stopped = false

  async function write(cell: string): Promise<void> {
    let value = (first.get(cell) ?? 0) + 1
    for (let code: number = CloseCode.moved; code === CloseCode.moved && !stopped; ) {
      const client = await openAckClient(`${url.replace('http', 'ws')}/sync`, (await detail()).room, writer.cookie)
      while (!stopped && (await client.set(cell, value))) {
        last.set(cell, value++)
        total++
        for (const goal of goals) if (total >= goal.at) goal.resolve()
      }
      client.end()
      code = (await client.closed)[0]
    }
  }
  // whoever is about to connect when the server goes has nothing under way
  const over = Promise.all(cells.map(cell => write(cell).catch(() => {})))
  return {
    acknowledged: () => new Map(last),
    get total() {
      return total
    },
    more: more =>
      Promise.race([
        new Promise<void>(resolve => goals.push({ at: total + more, resolve })),
        over.then(() => Promise.reject(new Error(`the writers ended after ${total}`))),
      ]),
    over,
    async stop() {
      stopped = true
      await over
    },
  }
}

/** the edits that were acknowledged and stand in no line of the change log, as `cell=value` */
export async function lostEdits(
  reader: TestCaller,
  acknowledged: ReadonlyMap<string, number>,
  from: ReadonlyMap<string, number> = new Map(),
): Promise<string[]> {
  const lost: string[] = []
  for (const [cell, last] of acknowledged) {
    const [row, column] = cell.split(':')
    const changes = await reader.json<{ readonly after: unknown }[]>(
      `/api/tables/${TABLE}/changes?row=${row}&column=${column}&limit=1000`,
    )
    const logged = new Set(changes.map(({ after }) => after))
    for (let value = (from.get(cell) ?? 0) + 1; value <= last; value++)
      if (!logged.has(value)) lost.push(`${cell}=${value}`)
  }
  return lost
}
