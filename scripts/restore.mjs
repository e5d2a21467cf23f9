// `npm run restore -- <backup> <empty folder>`: makes a data folder out of a backup and checks it before it says so.
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main } from './lib/run.mjs'

await main(async () => {
  checkNode()
  await ensureInstalled()
  await ensureBuilt()
})
await import('../dist/server/restore.js')
