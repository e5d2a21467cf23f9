// `npm run verify`: checks the hash chain of the audit log in DATA_DIR and names the first record that was tampered with.
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main } from './lib/run.mjs'

await main(async () => {
  checkNode()
  await ensureInstalled()
  await ensureBuilt()
})
await import('../dist/server/verify.js')
