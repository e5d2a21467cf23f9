import { byHand } from './by-hand.ts'
import type { Engine, Prepare } from './engine.ts'
import { FORMULAS, figuresOf } from './figures-table.ts'
import { hyperformula } from './hyperformula.ts'
import { ironcalc } from './ironcalc.ts'
import { SCREEN, type Task } from './task.ts'
import { tongchou } from './tongchou.ts'

const ENGINES: Readonly<Record<Task['engine'], Prepare>> = {
  tongchou,
  'by-hand': byHand,
  hyperformula,
  ironcalc,
}

const task: Task = JSON.parse(process.argv[2]!)
const FIRST = Math.min(5_000, task.rows - SCREEN)

await check()
const runs: unknown[] = []
for (let at = 0; at < task.warmUps + task.runs; at++) runs.push(await measure())
process.send?.(runs.slice(task.warmUps), () => process.connected && process.disconnect())

/** Every engine gives the same figures, or what is timed is not the same work. */
async function check(): Promise<void> {
  // each has figures of its own, for the loop writes its edits into them
  const few = () => figuresOf(Math.min(task.rows, task.checked))
  const [ours, expected] = [(await ENGINES[task.engine](few()))(), (await byHand(few()))()]
  same(ours, expected)
  for (const engine of [ours, expected]) {
    engine.edit('done', 7, 4_321.25)
    engine.edit('plan', 8, 1_234.5)
  }
  same(ours, expected)
}

function same(engine: Engine, expected: Engine): void {
  for (const [id] of FORMULAS) {
    const [theirs, right] = [engine.column(id), expected.column(id)!]
    if (theirs === undefined) continue
    for (let row = 0; row < right.length; row++)
      if (!(Math.abs(theirs[row]! - right[row]!) <= Math.max(1e-9, Math.abs(right[row]!) * task.tolerance)))
        throw new Error(`${task.engine}, ${id} in row ${row}: ${theirs[row]} is not ${right[row]}`)
  }
}

async function measure() {
  const build = await ENGINES[task.engine](figuresOf(task.rows))
  const before = heap()
  const started = performance.now()
  const engine = build()
  const buildMs = performance.now() - started
  const heapMegabytes = heap() - before + (engine.memoryElsewhere ?? 0) / 1e6
  const edits = (column: 'plan' | 'done', count: number) =>
    Array.from({ length: count }, (_, at) => {
      const from = performance.now()
      engine.edit(column, FIRST + (at % SCREEN), 100 + at)
      engine.read(FIRST, FIRST + SCREEN)
      return performance.now() - from
    })
  engine.read(FIRST, FIRST + SCREEN)
  return { buildMs, heapMegabytes, ownRow: edits('plan', task.edits), columnSum: edits('done', task.edits) }
}

/** MB that the program holds, typed arrays too */
function heap(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
