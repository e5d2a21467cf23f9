// `npm run bench`: figures of our own work beside a peer's, from one run. `-- --quick` only shows that it works,
// `-- --only=propagation,start` measures a part anew.
import { join } from 'node:path'
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main, root, run } from './lib/run.mjs'
import { ensureSystem, testTools } from './lib/system.mjs'

await main(async () => {
  checkNode()
  await ensureInstalled()
  await ensureSystem(testTools)
  await ensureBuilt()
  await run(process.execPath, ['--import', 'tsx', join(root, 'tests', 'bench', 'run.ts'), ...process.argv.slice(2)])
  // the figures live in the repository, in its own style
  await run(join(root, 'node_modules', '.bin', 'biome'), ['format', '--write', 'docs/benchmarks.json'])
})
