import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Config, readConfig } from '../../server/config.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import { nobodyAt, signedIn, type TestCaller } from './caller.ts'

export type { TestCaller }

/** every demo account's */
export const DEMO_PASSWORD = 'correct horse'

export interface TestServer extends RunningServer {
  /** http://127.0.0.1:… */
  readonly url: string
  /** ws://127.0.0.1:…/sync */
  readonly syncUrl: string
  readonly dataDir: string
  readonly nobody: TestCaller
  /** signs in with the demo password */
  as(account: string): Promise<TestCaller>
  /** stops the server and removes its data folder (unless it was given) */
  end(): Promise<void>
}

export interface TestServerOptions {
  /** kept when the server ends: for starting another on the same data */
  readonly dataDir?: string
  /** environment variables, on top of a free port, the demo and its password */
  readonly env?: Readonly<Record<string, string>>
  readonly clock?: () => number
}

/** A real server in this process: real port, real sockets, real storage in a folder of its own. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'tongchou-test-')))
  const env = { PORT: '0', DATA_DIR: dataDir, SEED: 'demo', DEMO_PASSWORD, ...options.env }
  const config: Config = readConfig(env)
  const running = await startServer(config, pino({ level: process.env.TEST_LOG ?? 'silent' }), options.clock)
  const url = `http://127.0.0.1:${running.port}`
  return {
    ...running,
    url,
    syncUrl: `${url.replace('http', 'ws')}/sync`,
    dataDir,
    nobody: nobodyAt(url),
    as: account => signedIn(url, account, config.demoPassword ?? DEMO_PASSWORD),
    async end() {
      await running.stop()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
