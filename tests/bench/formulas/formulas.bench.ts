import { createCalculation } from '../../../shared/formulas/create-calculation.ts'
import { quantile, ratio, spread, table } from '../support/figures.ts'
import { startHelper } from '../support/helper-process.ts'
import { type Measure, step } from '../support/measure.ts'
import { ByHand } from './by-hand.ts'
import { FORMULAS, figuresOf, tableOf } from './figures-table.ts'

const ROWS = 100_000
/** rows on a screen */
const SCREEN = 40

interface Run {
  readonly buildMs: number
  /** ms of each edit, all that is on screen read anew */
  readonly ownRow: readonly number[]
  readonly columnSum: readonly number[]
  readonly heapMegabytes: number
}

/** 100,000 rows with ten computed columns: building all of it, and an edit with all that is on screen. */
export const formulas: Measure = async ({ quick }) => {
  const runs = quick ? 1 : 5
  const [ours, byHand] = [await runsOf('ours', runs), await runsOf('by-hand', runs)]
  const rows = [['Tongchou', ours] as const, ['typed arrays by hand (the limit)', byHand] as const].map(
    ([name, all]) => [
      name,
      spread(all.map(run => run.buildMs)),
      spread(all.map(run => quantile(run.ownRow, 0.5))),
      spread(all.map(run => quantile(run.ownRow, 0.99))),
      spread(all.map(run => quantile(run.columnSum, 0.5))),
      spread(all.map(run => quantile(run.columnSum, 0.99))),
      spread(all.map(run => run.heapMegabytes)),
    ],
  )
  const [build, buildByHand] = [ours, byHand].map(all => spread(all.map(run => run.buildMs)))
  return {
    title: 'Ten computed columns over 100,000 rows',
    text: [
      `${FORMULAS.map(([, title, formula]) => `${title} \`${formula}\``).join(', ')}. Full build: from stored figures to a value in every cell. An edit: one`,
      `figure is another, and all computed cells of ${SCREEN} rows on screen are read as text. An edit of 计划 moves its own row; one of 完成 moves the column’s sum,`,
      'and with it the share and the rank of every row. Each in a process of its own; the first run of each warms the code up and is left out.',
      '',
      table(
        ['', 'build, ms', 'edit of a row: p50, ms', 'p99', 'edit that moves the sum: p50, ms', 'p99', 'heap, MB'],
        rows,
      ),
      '',
      `Build beside the loop: ${ratio(buildByHand!, build!)}.`,
    ].join('\n'),
    figures: { ours, byHand },
  }
}

async function runsOf(which: 'ours' | 'by-hand', runs: number): Promise<readonly Run[]> {
  const helper = startHelper(new URL(import.meta.url), [which, String(runs + 1)])
  const all = await helper.next<readonly Run[]>()
  await helper.stop()
  step(`formulas, ${which}: build ${Math.round(all.at(-1)!.buildMs)} ms`)
  return all.slice(1)
}

const EDITS = 400

function measureOurs(): Run {
  const view = tableOf(figuresOf(ROWS))
  const screen = view.rows.slice(5_000, 5_000 + SCREEN)
  const before = heap()
  const started = performance.now()
  const calculation = createCalculation(view)
  for (const [id] of FORMULAS) calculation.column(id)
  const buildMs = performance.now() - started
  const heapMegabytes = heap() - before
  view.subscribe(change => void calculation.apply(change))
  const edits = (column: string) =>
    Array.from({ length: EDITS }, (_, at) => {
      const from = performance.now()
      view.set('cells', `${screen[at % SCREEN]}:${column}`, 100 + at)
      view.flush('own')
      for (const row of screen) for (const [id] of FORMULAS) calculation.text(row, id)
      return performance.now() - from
    })
  return { buildMs, ownRow: edits('plan'), columnSum: edits('done'), heapMegabytes }
}

function measureByHand(): Run {
  const figures = figuresOf(ROWS)
  const before = heap()
  const started = performance.now()
  const hand = new ByHand(figures)
  const buildMs = performance.now() - started
  const heapMegabytes = heap() - before
  const edits = (edit: (row: number, value: number) => void) =>
    Array.from({ length: EDITS }, (_, at) => {
      const from = performance.now()
      edit(5_000 + (at % SCREEN), 100 + at)
      return performance.now() - from
    })
  return {
    buildMs,
    ownRow: edits((row, value) => hand.editPlan(row, value)),
    columnSum: edits((row, value) => hand.edit(row, value)),
    heapMegabytes,
  }
}

/** MB that the program holds, typed arrays too */
function heap(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

const which = process.argv[2]
if (which === 'ours' || which === 'by-hand') {
  const measure = which === 'ours' ? measureOurs : measureByHand
  process.send?.(
    Array.from({ length: Number(process.argv[3]) }, () => measure()),
    () => process.connected && process.disconnect(),
  )
}
