// `npm test`: all that the tests need, the checks, a build, then every test. `npm test -- tests/values` runs a part.
import { join } from 'node:path'
import { check } from './check.mjs'
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main, root, run } from './lib/run.mjs'
import { ensureSystem, testTools } from './lib/system.mjs'

await main(async () => {
  const part = process.argv.slice(2)
  checkNode()
  await ensureInstalled()
  await ensureSystem(testTools)
  if (part.length === 0) await check()
  await ensureBuilt()
  await run(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...part])
})
