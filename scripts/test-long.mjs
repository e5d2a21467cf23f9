// `npm run test:long`: what takes too long for every change. The histories of several clients with LONG_SEEDS seeds (2,000), then every fault
// of tests/fuzz/gate-faults.ts put into the gate, then LONG_KILLS kills (100) of a server with twenty writers.
import { join } from 'node:path'
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main, root, run } from './lib/run.mjs'

await main(async () => {
  const seeds = process.env.LONG_SEEDS || '2000'
  checkNode()
  await ensureInstalled()
  await ensureBuilt()
  const vitest = (args, env) =>
    run(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], {
      env: { ...process.env, ...env },
    })
  await vitest(['tests/fuzz', 'tests/scenarios'], { GATE_SEEDS: seeds, HISTORY_SEEDS: seeds, MUTATION_SEEDS: seeds })
  await vitest(process.argv.slice(2), { TEST_LONG: '1' })
})
