import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const RETAIL = '社会消费品零售总额'
const EMERGING = '战略性新兴产业增加值占规上工业比重'
const FOREIGN = '实际利用外资'
const TARGET = '2025年目标值'

interface Change {
  readonly row: string
  readonly column: string
  readonly before: unknown
  readonly after: unknown
  readonly accountName: string
}

describe.skipIf(chromiumPath === null)('three people in the county’s table', () => {
  let dataDir: string
  let port: number
  let server: ServerProcess
  let browser: Browser
  let commerce: Person
  let industry: Person
  let planning: Person
  const start = () => startServerProcess({ dataDir, port, env: { SEED: 'demo', DEMO_PASSWORD: 'demo' } })

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    port = await freePort()
    ;[server, browser] = await Promise.all([start(), launchChromium()])
    commerce = await signIn(browser, server.url, 'shangwu', 'demo')
    industry = await signIn(browser, server.url, 'gongxin', 'demo')
    planning = await signIn(browser, server.url, 'guihua', 'demo')
    for (const person of [commerce, industry, planning]) await person.openTable('plan-145')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const changes = async (): Promise<readonly Change[]> => {
    const answer = await planning.page.request.get(`${server.url}/api/tables/plan-145/changes?limit=500`)
    expect(answer.status()).toBe(200)
    return (await answer.json()) as readonly Change[]
  }

  it('each sees the others’ edits, and the computed columns move', async () => {
    await commerce.type(RETAIL, TARGET, '130')
    await industry.type(EMERGING, TARGET, '42')
    await planning.type('地区生产总值(GDP)', TARGET, '295左右')
    for (const person of [commerce, industry, planning]) {
      await person.sees(RETAIL, TARGET, '130')
      await person.sees(RETAIL, '复算', '9.32')
      await person.sees(RETAIL, '相符', '口径待核')
      await person.sees(EMERGING, TARGET, '42')
      await person.sees(EMERGING, '复算', '[15.6]')
      await person.sees('地区生产总值(GDP)', TARGET, '295左右')
      await person.sees('地区生产总值(GDP)', '复算', '7.84')
      await person.sees('地区生产总值(GDP)', '相符', '相符')
      await person.untilSaveState('saved')
    }
  })

  it('nobody writes in another department’s row, and the page says whose it is', async () => {
    await industry.type(RETAIL, TARGET, '999')
    await industry.sees(RETAIL, TARGET, '130')
    await industry.page.getByText('商务局').first().waitFor()
    expect((await changes()).some(change => change.after === 999)).toBe(false)
  })

  it('undo takes back one’s own edit only', async () => {
    await planning.type(FOREIGN, TARGET, '1.99')
    await commerce.sees(FOREIGN, TARGET, '1.99')
    await commerce.type(RETAIL, TARGET, '131')
    await planning.sees(RETAIL, TARGET, '131')
    await planning.page.keyboard.press('Control+z')
    await commerce.sees(FOREIGN, TARGET, '1.81')
    expect(await planning.text(RETAIL, TARGET)).toBe('131')
  })

  it('killed in the middle: what anyone saw or was told is saved is there, and what was typed meanwhile arrives', async () => {
    const seenByIndustry = await industry.watch(RETAIL, TARGET)
    const seenByPlanning = await planning.watch(RETAIL, TARGET)
    const typed: number[] = []
    const toldSaved = new Set<number>()
    const typing = (async () => {
      for (let value = 200; value < 230; value++) {
        typed.push(value)
        await commerce.type(RETAIL, TARGET, String(value))
        if ((await commerce.saveState()) === 'saved') toldSaved.add(value)
      }
    })()
    // in the middle: some edits have been seen, others are still being typed
    await industry.sees(RETAIL, TARGET, '205')
    await server.kill('SIGKILL')
    const seen = new Set(
      [...(await seenByIndustry()), ...(await seenByPlanning())]
        .map(text => Number(text.slice(-3)))
        .filter(value => value >= 200),
    )
    expect(seen.size).toBeGreaterThan(0)
    await typing
    await commerce.untilSaveState('offline')
    await commerce.type(FOREIGN, TARGET, '2.05')
    expect(await commerce.text(FOREIGN, TARGET)).toBe('2.05')

    server = await start()
    for (const person of [commerce, industry, planning]) {
      await person.sees(FOREIGN, TARGET, '2.05')
      await person.sees(RETAIL, TARGET, String(typed.at(-1)))
      await person.untilSaveState('saved')
    }
    const logged = new Set((await changes()).map(change => change.after))
    for (const value of [...seen, ...toldSaved]) expect(logged).toContain(value)
    expect(logged).toContain(2.05)
    for (const change of await changes()) if (change.after === 2.05) expect(change.accountName).toBe('黄丽')
  })
})
