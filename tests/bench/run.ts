import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { exporting } from './exporting.ts'
import { formulas } from './formulas/formulas.bench.ts'
import { grids } from './grid/grid.bench.ts'
import { openings } from './opening/opening.bench.ts'
import { propagation } from './propagation/propagation.bench.ts'
import { reviewing } from './review.bench.ts'
import { start } from './start.bench.ts'
import { commitNow, describeMachine, machineLines } from './support/machine.ts'
import type { Measure } from './support/measure.ts'
import { readReport, renderReport, type Section } from './support/report.ts'
import { root } from './support/server-process.ts'
import { syncing } from './sync/sync.bench.ts'

const MEASURES: Readonly<Record<string, Measure>> = {
  propagation,
  sync: syncing,
  opening: openings,
  grid: grids,
  export: exporting,
  formulas,
  review: reviewing,
  start,
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } })
const names = values.only?.split(',') ?? Object.keys(MEASURES)
const unknown = names.filter(name => !(name in MEASURES))
if (unknown.length > 0) {
  console.error(`no such measurement: ${unknown.join(', ')}; there are ${Object.keys(MEASURES).join(', ')}`)
  process.exit(1)
}

const json = join(root, 'docs', 'benchmarks.json')
const commit = commitNow()
const machine = describeMachine()
console.log(machineLines(machine).join('\n'))

const measured: Section[] = []
for (const name of names) {
  console.log(`\n${name}`)
  const findings = await MEASURES[name]!({ quick: values.quick })
  console.log(`\n${findings.text}\n`)
  measured.push({ name, ...findings, commit, machine, loadAfter: loadavg()[0] ?? 0, at: new Date().toISOString() })
}

// a short run proves nothing, and what was not measured anew keeps its own date
if (values.quick) console.log('a quick run: docs/benchmarks.md stays as it was')
else {
  const before = readReport(json)
  const sections = Object.keys(MEASURES).flatMap(name => {
    const section = measured.find(one => one.name === name) ?? before.find(one => one.name === name)
    return section ? [section] : []
  })
  writeFileSync(json, `${JSON.stringify(sections, null, 2)}\n`)
  writeFileSync(join(root, 'docs', 'benchmarks.md'), renderReport(sections))
  console.log('written: docs/benchmarks.md, docs/benchmarks.json')
}
