import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let office: TestCaller
beforeAll(async () => {
  server = await startTestServer()
  office = await server.as('guihua')
})
afterAll(() => server.end())

test('[REV-50] annual-2024 rolls over: the target is the base, result and target are open, formulas name the new years', async () => {
  const made = await office.send('POST', '/api/tables/annual-2024/roll-over', { name: 'annual-2025' })
  expect(made.status).toBe(201)
  const table = (await made.json()) as TableDetail
  expect(table.title).toBe('章贡区2025年主要预期目标与2024年完成情况对照表')
  expect(table.phase).toBe('drafting')
  expect(table.columns.map(({ title, group }) => [group ?? '', title].filter(Boolean).join('/'))).toEqual([
    '类别',
    '指标',
    '2024年/2024年完成',
    '2024年/2024年单位',
    '2024年/2024年目标',
    '2025年/2025年目标',
    '2025年/2025年单位',
    '目标比上年',
    '提示',
    '责任单位',
    '可比',
    '方向',
    '说明',
    '出处',
  ])
  expect(table.columns.find(({ id }) => id === 'difference')?.formula).toContain('[@2025年目标]-[@2024年完成]')
  const [old, next] = await Promise.all(
    ['annual-2024', 'annual-2025'].map(name => office.json<TableRow[]>(`/api/tables/${name}/rows`)),
  )
  expect(next!.map(({ id, owner }) => [id, owner])).toEqual(old!.map(({ id, owner }) => [id, owner]))
  const retail = next!.find(({ id }) => id === 'r005')!.cells
  expect(retail['target-base']?.text).toBe('6.7左右')
  expect(retail.result?.value).toBeNull()
  expect(retail.target?.value).toBeNull()
  expect(retail.targetUnit?.text).toBe('%')
  expect(retail.resultUnit?.text).toBe('%')
  expect(retail.difference?.error).toBeUndefined()
})

test('[REV-50] a name that is taken, and whoever may not', async () => {
  const again = await office.send('POST', '/api/tables/annual-2024/roll-over', { name: 'annual-2025' })
  expect(again.status).toBe(409)
  const clerk = await server.as('shangwu')
  expect((await clerk.send('POST', '/api/tables/annual-2024/roll-over', { name: 'x' })).status).toBe(403)
  expect((await office.send('POST', '/api/tables/annual-2024/roll-over', { name: 'Kein Slug' })).status).toBe(422)
})
