import { expect } from 'vitest'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { openAckClient } from './ack-client.ts'
import type { TestCaller } from './caller.ts'

interface Cell {
  readonly row: string
  readonly column: string
}

/** Editors who write 1, 2, 3 … into a cell of their own, one after the other, and remember what they were told is saved. */
export interface Workload {
  /** resolves when so many edits in all were acknowledged */
  reached(acknowledged: number): Promise<void>
  /** resolves when every editor has been refused or cut off, or was stopped */
  readonly over: Promise<void>
  stop(): Promise<void>
  readonly acknowledged: number
  /** HTTP answers that were no success, and reasons why sockets closed */
  readonly failures: readonly { readonly status: number; readonly body: string }[]
  readonly closeCodes: readonly number[]
  /** every acknowledged value or a later one of its editor is there, and no value is logged twice */
  verify(caller: TestCaller): Promise<void>
}

const TABLE = 'plan-145'

/** the column that a person fills, and the rows of plan-145 */
async function cellsOf(caller: TestCaller): Promise<{ readonly detail: TableDetail; readonly cells: readonly Cell[] }> {
  const detail = await caller.json<TableDetail>(`/api/tables/${TABLE}`)
  const column = detail.columns.find(({ type, fills }) => fills === 'owner' && type === 'value')!.id
  const rows = await caller.json<TableRow[]>(`/api/tables/${TABLE}/rows`)
  return { detail, cells: rows.map(({ id }) => ({ row: id, column })) }
}

/** @param planner may write every row */
export async function startWorkload(planner: TestCaller, url: string, first = 1): Promise<Workload> {
  const { detail, cells } = await cellsOf(planner)
  const last = new Map<Cell, number>()
  const failures: { status: number; body: string }[] = []
  const closeCodes: number[] = []
  let acknowledged = 0
  let stopped = false
  const goals: { readonly at: number; readonly resolve: () => void }[] = []

  const keep = (cell: Cell, value: number) => {
    last.set(cell, value)
    acknowledged++
    for (const goal of goals) if (acknowledged >= goal.at) goal.resolve()
  }
  async function overHttp(cell: Cell): Promise<void> {
    for (let value = first; !stopped; value++) {
      const response = await planner.send('PATCH', `/api/tables/${TABLE}/cells`, [{ ...cell, value }]).catch(() => null)
      if (response === null) return
      if (response.status !== 200) {
        failures.push({ status: response.status, body: await response.text() })
        return
      }
      keep(cell, value)
    }
  }
  async function overSocket(cell: Cell): Promise<void> {
    const client = await openAckClient(`${url.replace('http', 'ws')}/sync`, detail.room, planner.cookie)
    for (let value = first; !stopped; value++) {
      if (!(await client.set(`${cell.row}:${cell.column}`, value))) break
      keep(cell, value)
    }
    if (stopped) client.end()
    else closeCodes.push((await client.closed)[0])
  }
  const over = Promise.all([...cells.slice(0, 2).map(overHttp), ...cells.slice(2, 5).map(overSocket)]).then(() => {})

  return {
    over,
    failures,
    closeCodes,
    get acknowledged() {
      return acknowledged
    },
    reached: at =>
      Promise.race([
        new Promise<void>(resolve => {
          goals.push({ at: acknowledged + at, resolve })
        }),
        over.then(() =>
          Promise.reject(new Error(`the editors ended first: ${JSON.stringify({ failures, closeCodes })}`)),
        ),
      ]),
    async stop() {
      stopped = true
      await over
    },
    async verify(caller) {
      const rows = await caller.json<TableRow[]>(`/api/tables/${TABLE}/rows`)
      for (const [cell, value] of last) {
        const found = rows.find(({ id }) => id === cell.row)?.cells[cell.column]?.value
        // the one that was under way may have landed too
        expect([value, value + 1]).toContain(found)
        const changes = await caller.json<{ readonly after: unknown }[]>(
          `/api/tables/${TABLE}/changes?row=${cell.row}&column=${cell.column}&limit=1000`,
        )
        const logged = changes.map(({ after }) => after).filter(after => Number(after) >= first)
        expect(new Set(logged).size).toBe(logged.length)
        expect(changes[0]?.after).toBe(found)
      }
    },
  }
}
