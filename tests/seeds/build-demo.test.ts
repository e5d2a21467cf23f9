import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDemo } from '../../seeds/build-demo.ts'
import { openStorage } from '../../server/storage/open-storage.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { CommittedView } from '../../shared/document/committed-view.ts'
import { openEdition } from '../../shared/document/seal.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongchou-seeds-'))
let storage: Storage

beforeAll(async () => {
  storage = await openStorage({ dataDir: folder, databaseUrl: null })
  await buildDemo(storage, { password: 'demo', now: 1_700_000_000_000 })
})
afterAll(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

async function table(name: string) {
  const stored = await storage.tables.findTable(name)
  const room = await storage.tables.currentRoom(stored!.id)
  const chunks = new Map<string, Uint8Array>()
  for (const hash of Object.values(JSON.parse(room!.manifest).chunks as Record<string, string>)) {
    chunks.set(hash, (await storage.tables.chunk(hash))!)
  }
  const view = new CommittedView(
    openEdition(room!.manifest, hash => chunks.get(hash)!),
    [],
  )
  const calculation = createCalculation(view)
  const count = (column: string) => {
    const counts: Record<string, number> = {}
    for (const row of view.rows) {
      const text = calculation.text(row, column)
      counts[text] = (counts[text] ?? 0) + 1
    }
    return counts
  }
  const row = (name: string, column = 'indicator') => view.rows.find(id => view.cell(id, column) === name)!
  return { view, calculation, count, row }
}

describe('the demo workspace', () => {
  it.each([
    ['plan-135', 43],
    ['plan-145', 32],
    ['annual-2024', 36],
    ['projects', 318],
    ['progress-2022', 26],
  ])('%s has its %i rows, each with an owner and a source', async (name, rows) => {
    const { view } = await table(name)
    expect(view.rows.length).toBe(rows)
    for (const id of view.rows) {
      expect(view.rowFact(id, 'owner')).toEqual(expect.any(String))
      expect(view.cell(id, 'source')).toEqual(expect.any(String))
    }
  })

  it('plan-145: 16 published figures recomputed, GDP alone does not agree', async () => {
    const { count, calculation, row } = await table('plan-145')
    expect(count('agrees')).toEqual({ 相符: 15, 口径待核: 1, '': 16 })
    expect(calculation.text(row('地区生产总值(GDP)'), 'agrees')).toBe('口径待核')
    expect(calculation.text(row('地区生产总值(GDP)'), 'recomputed')).toBe('8.20')
    expect(calculation.text(row('战略性新兴产业增加值占规上工业比重'), 'recomputed')).toBe('[13.6]')
    expect(calculation.text(row('城乡居民人均可支配收入比'), 'recomputed')).toBe('[-0.23]')
    expect(calculation.text(row('出口总额'), 'recomputed')).toBe('2.00')
  })

  it('plan-135: 37 met, 5 not, one not judged', async () => {
    const { count, calculation, row } = await table('plan-135')
    expect(count('reached')).toEqual({ 完成: 37, 未完成: 5, 不评判: 1 })
    expect(calculation.text(row('三产比例'), 'reached')).toBe('不评判')
    for (const [name, completion] of [
      ['财政总收入', '79.38'],
      ['500万以上固定资产投资', '72.35'],
      ['实际利用外资', '96.53'],
      ['城镇居民人均可支配收入', '87.73'],
      ['农村居民人均可支配收入', '89.61'],
    ] as const) {
      expect([name, calculation.text(row(name), 'completion'), calculation.text(row(name), 'reached')]).toEqual([
        name,
        completion,
        '未完成',
      ])
    }
  })

  it('progress-2022: to the printed digits, by the rounding of the source', async () => {
    const { calculation, row } = await table('progress-2022')
    const invested = row('重点调度项目年度投资')
    expect(['completion', 'schedule', 'ahead'].map(column => calculation.text(invested, column))).toEqual([
      '70.11',
      '41.67',
      '28.44',
    ])
    expect(calculation.text(row('重点调度项目开工'), 'completion')).toBe('95.65')
    expect(calculation.text(row('规上工业营业收入'), 'completion')).toBe('31.51')
  })

  it('annual-2024: differences where units agree, words left as words, 14 targets below the result', async () => {
    const { view, calculation, row, count } = await table('annual-2024')
    expect(calculation.text(row('地区生产总值'), 'difference')).toBe('0.7')
    expect(calculation.text(row('一般公共预算收入'), 'difference')).toBe('-9.7')
    expect(calculation.text(row('医药健康产业营收'), 'difference')).toBe('')
    expect(view.cell(row('实际使用外商直接投资额'), 'target')).toBe('促稳提质')
    expect(view.cell(row('规模以上工业增加值'), 'result')).toBe('10.0')
    expect(count('hint').低于上年).toBe(14)
  })
})
