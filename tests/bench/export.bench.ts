import { fileURLToPath } from 'node:url'
import { exportTable } from '../../server/excel/export-table.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { DefinitionView } from '../excel/fixtures/definition-view.ts'
import type { Figure } from './figure.ts'
import { quantile } from './support/figures.ts'
import { startHelper } from './support/helper-process.ts'
import { computingTable } from './support/large-table.ts'

const ROWS = 20_000
const RUNS = 5

interface Measured {
  /** seconds of each run */
  readonly seconds: readonly number[]
  /** seconds of processor time of each run: unlike the others, it hardly depends on what else the machine does */
  readonly cpu: readonly number[]
  /** longest time that the event loop was held, of all runs, in ms */
  readonly stall: number
  readonly megabytes: number
  readonly idleRss: number
  readonly peakRss: number
}

/** Export of 20,000 × 20: styles, merged categories, qualifiers, 80,000 live formulas. In a process of its own, for its memory. */
export async function benchExport(): Promise<Figure[]> {
  const helper = startHelper(new URL(import.meta.url), ['measure'])
  const measured = await helper.next<Measured>()
  await helper.stop()
  const warm = measured.seconds.slice(1)
  const table = `${ROWS.toLocaleString('en')} × 20 with styles, merged categories, 80,000 formulas`
  const round = (n: number, decimals = 0) => Number(n.toFixed(decimals))
  return [
    {
      name: 'export.time',
      unit: 's',
      value: round(quantile(warm, 0.5), 2),
      note: `${table}; median of ${warm.length}, first run left out`,
    },
    {
      name: 'export.cpu',
      unit: 's',
      value: round(quantile(measured.cpu.slice(1), 0.5), 2),
      note: 'processor time of the same',
    },
    {
      name: 'export.first',
      unit: 's',
      value: round(measured.seconds[0]!, 2),
      note: 'the first run: cold code, nothing calculated yet',
    },
    {
      name: 'export.peak-rss',
      unit: 'MB',
      value: round(measured.peakRss),
      note: `the whole process; ${round(measured.idleRss)} MB before, the table in memory`,
    },
    { name: 'export.stall', unit: 'ms', value: round(measured.stall), note: 'longest time that nothing else ran' },
    { name: 'export.size', unit: 'MB', value: round(measured.megabytes, 1), note: 'the file' },
  ]
}

async function measure(): Promise<Measured> {
  const view = new DefinitionView(computingTable('big', ROWS))
  const calculation = createCalculation(view)
  const idleRss = process.memoryUsage.rss() / 1e6
  const seconds: number[] = []
  const cpu: number[] = []
  let megabytes = 0
  let stall = 0
  let lastTick = performance.now()
  const ticker = setInterval(() => {
    stall = Math.max(stall, performance.now() - lastTick)
    lastTick = performance.now()
  }, 1)
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    const spent = process.cpuUsage()
    const bytes = await exportTable({
      view,
      calculation,
      form: 'official',
      table: { name: 'big', title: '大表' },
      locale: 'zh-CN',
      printedAt: new Date(0),
    })
    seconds.push((performance.now() - started) / 1000)
    const { user, system } = process.cpuUsage(spent)
    cpu.push((user + system) / 1e6)
    megabytes = bytes.length / 1e6
  }
  clearInterval(ticker)
  return { seconds, cpu, stall, megabytes, idleRss, peakRss: process.resourceUsage().maxRSS / 1024 }
}

if (process.argv[2] === 'measure') process.send?.(await measure(), () => process.disconnect())
else if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await benchExport(), null, 2))
