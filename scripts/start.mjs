// `npm start`: everything a fresh checkout needs, then the server. A second start only checks two fingerprints.
import { checkNode, ensureBuilt, ensureInstalled } from './lib/prepare.mjs'
import { main } from './lib/run.mjs'

await main(async () => {
  checkNode()
  await ensureInstalled()
  await ensureBuilt()
})
process.env.NODE_ENV ??= 'production'
await import('../dist/server/main.js')
