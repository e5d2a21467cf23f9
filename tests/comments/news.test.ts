import { afterAll, beforeAll, expect, test } from 'vitest'
import { createViewSheet } from '../../client/views/view-sheet.ts'
import type { TableRow } from '../../shared/protocol/api-tables.ts'
import { openClientPage } from '../support/client-page.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

const TABLE = '/api/tables/annual-2024'
let server: TestServer
let office: TestCaller
let row: string
beforeAll(async () => {
  server = await startTestServer()
  office = await server.as('guihua')
  row = (await office.json<TableRow[]>(`${TABLE}/rows`))[0]!.id
})
afterAll(() => server.end())

const say = async (text: string) =>
  expect((await office.send('POST', `${TABLE}/comments`, { row, column: 'note', text })).status).toBe(201)

test('[COMM-10] a page asks anew when it is told, and for everything once it is connected and connected again', async () => {
  const page = await openClientPage(server, 'shangwu', 'annual-2024')
  await expect.poll(() => page.table.status.save.kind).toBe('saved')
  await expect.poll(() => page.news).toEqual([null])
  await say('一')
  await expect.poll(() => page.news).toEqual([null, 'comments'])
  page.cut()
  await expect.poll(() => page.news, { timeout: 20_000 }).toEqual([null, 'comments', null])
  await expect.poll(() => page.table.status.save.kind).toBe('saved')
  await say('二')
  await expect.poll(() => page.news).toEqual([null, 'comments', null, 'comments'])
  page.close()
}, 60_000)

test('[COMM-10] the corner stands in every view of the table, and the grid is told which cells to paint', async () => {
  const page = await openClientPage(server, 'shangwu', 'annual-2024')
  const { sheet } = page
  const shown = createViewSheet(sheet)
  const painted: unknown[] = []
  shown.subscribe(({ cells, rows, structure }) => painted.push({ cells, rows, structure }))
  const cell = { row, column: 'note' }
  sheet.comments.set([cell])
  expect([shown.hasComment?.(row, 'note'), shown.hasComment?.(row, 'target')]).toEqual([true, false])
  sheet.comments.set([])
  expect(shown.hasComment?.(row, 'note')).toBe(false)
  const once = { cells: [cell], rows: false, structure: false }
  expect(painted).toEqual([once, once])
  page.close()
})
