import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TableChange, TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { openAckClient } from '../support/ack-client.ts'
import { startTestServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.end())

test('two people write one cell at once: both are in its history, and which one won', async () => {
  const [clerk, planner] = await Promise.all([server.as('gongxin'), server.as('guihua')])
  const { room, columns } = await clerk.json<TableDetail>('/api/tables/plan-145')
  const column = columns.find(({ type, fills }) => fills === 'owner' && type === 'value')!.id
  const rows = await clerk.json<TableRow[]>('/api/tables/plan-145/rows')
  const { id: row, cells } = rows.find(({ owner }) => owner === 'gongxin')!
  const began = cells[column]!.value
  const [one, two] = await Promise.all([clerk, planner].map(who => openAckClient(server.syncUrl, room, who.cookie)))

  const acknowledged = await Promise.all([one!.set(`${row}:${column}`, '700'), two!.set(`${row}:${column}`, '800')])
  expect(acknowledged).toEqual([true, true])
  const log = await clerk.json<TableChange[]>(`/api/tables/plan-145/changes?row=${row}&column=${column}`)
  const now = (await clerk.json<TableRow[]>('/api/tables/plan-145/rows')).find(({ id }) => id === row)!
  const lost = now.cells[column]!.value === '700' ? '800' : '700'
  expect(log.map(({ after }) => after).sort()).toEqual(['700', '800'])
  for (const change of log) {
    expect(change.overtaken).toBe(change.after === lost ? true : undefined)
    expect(change.accountName).toBe(change.after === '700' ? '刘洋' : '周敏')
    expect([began, '700', '800']).toContain(change.before)
  }
  expect((await clerk.json<TableChange[]>('/api/tables/plan-145/changes?limit=1')).length).toBe(1)
  one!.end()
  two!.end()
})
