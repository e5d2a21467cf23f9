import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FAULTS } from '../fuzz/gate-faults.ts'

/** the tests that must notice: the cases of the gate, and the fuzz with so many seeds */
const SUITES = ['tests/sync/gate.test.ts', 'tests/fuzz/gate-stock-clients.test.ts', 'tests/fuzz/gate-mutations.test.ts']
const SEEDS = { GATE_SEEDS: '200', MUTATION_SEEDS: '60' }
const root = fileURLToPath(new URL('../..', import.meta.url))

interface Report {
  readonly numTotalTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly title: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

interface Caught {
  /** the cases that failed */
  readonly cases: readonly string[]
  /** fuzz → the first seed that showed it */
  readonly seeds: readonly string[]
  readonly tests: number
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongchou-faults-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the gate's tests with this fault in the sources. @throws Error where they could not be run */
async function runWith(fault: string): Promise<Caught> {
  const file = join(folder, `${Math.random()}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { TEST_LONG: _, ...env } = process.env
  const child = spawn(process.execPath, [vitest, 'run', ...SUITES, '--reporter=json', `--outputFile=${file}`], {
    cwd: root,
    env: { ...env, ...SEEDS, GATE_FAULT: fault },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await once(child, 'close')
  const report = JSON.parse(await readFile(file, 'utf8')) as Report
  // a fault that keeps a file from loading was seen by no test
  for (const { name, message, assertionResults } of report.testResults)
    if (assertionResults.length === 0) throw new Error(`${name} was not run: ${message}`)
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  )
  const seedIn = (text: string) => /(GATE|MUTATION)_FIRST_SEED=(\d+)/.exec(text)
  return {
    cases: failed.filter(({ failureMessages }) => seedIn(failureMessages.join()) === null).map(({ title }) => title),
    seeds: failed.flatMap(({ failureMessages }) => {
      const found = seedIn(failureMessages.join())
      return found === null ? [] : [`${found[1] === 'GATE' ? 'clients' : 'bytes'} at seed ${found[2]}`]
    }),
    tests: report.numTotalTests,
  }
}

const caught: Record<string, string> = {}
afterAll(() => console.table(caught))

test('without a fault nothing fails', async () => {
  const { cases, seeds, tests } = await runWith('none')
  expect([cases, seeds]).toEqual([[], []])
  expect(tests).toBeGreaterThan(80)
})

test.each(FAULTS)('caught: $name', async ({ name }) => {
  const { cases, seeds } = await runWith(name)
  caught[name] = [...seeds, ...(cases.length > 0 ? [`${cases.length} × ${cases[0]}`] : [])].join('; ')
  expect(caught[name]).not.toBe('')
})
