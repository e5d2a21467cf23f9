// `npm run screens`: pictures of the main pages from the demo's real tables, into docs/screens/. `-- --only=home-clerk,table` takes a part.
import { join } from 'node:path'
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main, root, run } from './lib/run.mjs'
import { ensureSystem, testTools } from './lib/system.mjs'

await main(async () => {
  checkNode()
  await ensureInstalled()
  await ensureSystem(testTools)
  await ensureBuilt()
  await run(process.execPath, ['--import', 'tsx', join(root, 'tests', 'screens', 'run.ts'), ...process.argv.slice(2)])
})
