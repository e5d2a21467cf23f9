import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BaselineAnswer, RequestAnswer, ReviewAnswer } from '../../shared/protocol/api-review.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { type Person, signIn } from './person.ts'

const TABLE = 'annual-2024'
const RETAIL = '社会消费品零售总额'
const TARGET = '目标'

/** A clerk works on without a network while the table is issued, and issued again; then the network is back. */
describe.skipIf(chromiumPath === null)('[REV-44] [REV-45] coming back after two baselines', () => {
  let dataDir: string
  let server: ServerProcess
  let line: TcpProxy
  let browser: Browser
  let clerk: Person
  let office: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const port = await freePort()
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([startServerProcess({ dataDir, port, env }), launchChromium()])
    line = await startTcpProxy(port, '127.0.0.1')
    clerk = await signIn(browser, `http://127.0.0.1:${line.port}`, 'shangwu', 'demo')
    office = await signIn(browser, server.url, 'guihua', 'demo')
  })
  afterAll(async () => {
    await browser?.close()
    await line?.end()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const api = `/api/tables/${TABLE}`
  const ask = async <T>(path: string): Promise<T> => {
    const answer = await office.page.request.get(`${server.url}${api}${path}`)
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const say = async (path: string, data: object, method: 'POST' | 'PATCH' = 'POST') => {
    const answer = await office.page.request.fetch(`${server.url}${api}${path}`, { method, data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  }
  const issue = async (kind: string, title: string) => {
    const { base, changes } = await ask<ReviewAnswer>('/review')
    const cells = changes
      .filter(({ state }) => state === 'open')
      .map(({ row, column, after, lastEvent }) => ({ row, column, seen: after, lastEvent }))
    if (cells.length > 0) await say('/review/decisions', { base: base.hash, verdict: 'accept', cells })
    await say('/baselines', { kind, title, document: '', issuer: '', dated: '2024-03-01', note: '' })
  }
  const panel = () => clerk.page.getByRole('region', { name: /处填写没有写入表中/ })

  it('what is typed without a network is kept, and two baselines go by', async () => {
    await clerk.openTable(TABLE)
    line.cut()
    await clerk.untilSaveState('offline')
    await clerk.type(RETAIL, TARGET, '5.5左右')
    await clerk.type('出口总额', TARGET, '9左右')
    await issue('issued', '年度计划')
    await say('/baselines/open', {})
    await issue('adjusted', '年中调整')
    const baselines = await ask<readonly BaselineAnswer[]>('/baselines')
    expect(baselines.map(({ kind }) => kind).sort()).toEqual(['adjusted', 'issued'])
  })

  it('none is dropped and none is applied: each waits with its reason, also after a reload', async () => {
    line.restore()
    await panel().waitFor()
    const lines = async () => (await panel().locator('li').allTextContents()).map(text => text.replaceAll(/\s+/g, ' '))
    await expect.poll(async () => (await lines()).length).toBe(2)
    expect((await lines()).join()).toMatch(/5\.5左右/)
    expect((await lines()).join()).toMatch(/9左右/)
    const rows = await ask<readonly { cells: Record<string, { text: string }> }[]>('/rows?limit=100')
    expect(JSON.stringify(rows)).not.toContain('5.5左右')
    const { violations } = await new AxeBuilder({ page: clerk.page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
    await clerk.page.reload()
    await panel().waitFor()
    await expect.poll(async () => (await lines()).length).toBe(2)
  })

  it('one is asked for with a reason, by keys alone; the other is given up; the office has the request', async () => {
    const { page } = clerk
    await panel().locator('li').filter({ hasText: RETAIL }).getByRole('button', { name: '申请修订' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('一季度增速回落')
    await page.keyboard.press('Enter')
    await expect.poll(() => panel().locator('li').count()).toBe(1)
    const requests = await ask<readonly RequestAnswer[]>('/requests')
    expect(requests).toMatchObject([
      { reason: '一季度增速回落', state: 'open', cells: [{ rowName: RETAIL, value: '5.5左右' }] },
    ])
    await panel().getByRole('button', { name: '放弃' }).focus()
    await page.keyboard.press('Enter')
    await panel().waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('[data-save-state=saved]').waitFor()
    expect(await panel().count()).toBe(0)
  })
})
