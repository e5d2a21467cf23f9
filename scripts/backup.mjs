// `npm run backup -- [folder]`: copies the data while the server may be running, into a folder of its own inside the one that is named (./backups).
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main } from './lib/run.mjs'

await main(async () => {
  checkNode()
  await ensureInstalled()
  await ensureBuilt()
})
await import('../dist/server/backup.js')
