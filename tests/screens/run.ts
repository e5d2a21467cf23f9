import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../support/chromium.ts'
import { freePort, startServerProcess } from '../support/server-process.ts'
import { aDaysWork } from './a-days-work.ts'
import { SIZES, THEMES_SHOWN, takeScreens } from './take-screens.ts'

const out =
  process.argv.find(arg => arg.startsWith('--out='))?.slice(6) ??
  fileURLToPath(new URL('../../docs/screens', import.meta.url))
const only = process.argv
  .find(arg => arg.startsWith('--only='))
  ?.slice(7)
  .split(',')

const dataDir = await mkdtemp(join(tmpdir(), 'tongchou-screens-'))
const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
const [server, browser] = await Promise.all([
  freePort().then(port => startServerProcess({ dataDir, port, env })),
  launchChromium(),
])
try {
  await aDaysWork(server.url, 'demo')
  await mkdir(out, { recursive: true })
  await takeScreens({ browser, url: server.url, password: 'demo', out, only, sizes: SIZES, themes: THEMES_SHOWN })
} finally {
  await browser.close()
  await server.kill('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
}
