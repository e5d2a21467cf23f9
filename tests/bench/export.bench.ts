import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { exportTable } from '../../server/excel/export-table.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import { DefinitionView } from '../excel/fixtures/definition-view.ts'
import type { Figure } from './figure.ts'

const ROWS = 20_000
const RUNS = 5

interface Measured {
  /** seconds of each run */
  readonly seconds: readonly number[]
  /** longest time that the event loop was held, of all runs, in ms */
  readonly stall: number
  readonly megabytes: number
  readonly idleRss: number
  readonly peakRss: number
}

/** Export of 20,000 × 20: styles, merged categories, qualifiers, 80,000 live formulas. In a process of its own, for its memory. */
export async function benchExport(): Promise<Figure[]> {
  const child = fork(fileURLToPath(import.meta.url), ['measure'])
  const [measured] = (await once(child, 'message')) as [Measured]
  const seconds = measured.seconds.slice(1).toSorted((a, b) => a - b)
  const median = seconds[Math.floor(seconds.length / 2)]!
  const table = `${ROWS.toLocaleString('en')} × 20 with styles, 400 merges, 80,000 formulas`
  const round = (n: number, decimals = 0) => Number(n.toFixed(decimals))
  return [
    {
      name: 'export.time',
      unit: 's',
      value: round(median, 2),
      note: `${table}; median of ${seconds.length}, first run left out`,
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
  const view = new DefinitionView(bigTable())
  const calculation = createCalculation(view)
  const idleRss = process.memoryUsage.rss() / 1e6
  const seconds: number[] = []
  let megabytes = 0
  let stall = 0
  let lastTick = performance.now()
  const ticker = setInterval(() => {
    stall = Math.max(stall, performance.now() - lastTick)
    lastTick = performance.now()
  }, 1)
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    const bytes = await exportTable({
      view,
      calculation,
      form: 'official',
      table: { name: 'big', title: '大表' },
      locale: 'zh-CN',
      printedAt: new Date(0),
    })
    seconds.push((performance.now() - started) / 1000)
    megabytes = bytes.length / 1e6
  }
  clearInterval(ticker)
  return { seconds, stall, megabytes, idleRss, peakRss: process.resourceUsage().maxRSS / 1024 }
}

function bigTable(): TableDefinition {
  const figures = Array.from({ length: 13 }, (_, at) => ({ id: `v${at}`, title: `指标${at}`, type: 'value' as const }))
  const formulas = [
    '=[@指标0]+[@指标1]',
    '=完成率([@指标2],[@指标3])',
    '=[@指标4]/SUM([指标4])',
    '=IF([@指标5]>50,"是","否")',
  ]
  const columns = [
    { id: 'category', title: '类别', type: 'category' as const, frozen: true },
    { id: 'name', title: '名称', type: 'text' as const, frozen: true, width: 200 },
    { id: 'unit', title: '单位', type: 'text' as const },
    ...figures,
    ...formulas.map((formula, at) => ({
      id: `f${at}`,
      title: `计算${at}`,
      type: 'computed' as const,
      formula,
      decimals: 2,
    })),
  ]
  return {
    name: 'big',
    kind: 'indicator',
    section: '',
    position: 0,
    facts: { title: '大表', phase: 'issued', notes: '一\n二' },
    columns: columns.map(column => ({ fills: 'owner', width: 80, ...column })),
    rows: Array.from({ length: ROWS }, (_, row) => ({
      id: `r${row}`,
      owner: null,
      cells: {
        category: `类别${Math.floor(row / 50)}`,
        name: `第${row}项指标`,
        unit: '万元',
        ...Object.fromEntries(
          figures.map(({ id }, at) => [id, at % 6 === 5 ? `${row % 100}.5左右` : ((row * 7 + at) % 1000) / 10]),
        ),
      },
    })),
  }
}

if (process.argv[2] === 'measure') process.send?.(await measure(), () => process.disconnect())
else if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await benchExport(), null, 2))
