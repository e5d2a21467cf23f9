import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Config, readConfig } from '../../server/config.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'

/** every demo account's */
export const DEMO_PASSWORD = 'correct horse'

/** A person (or nobody) at the server's HTTP interface. */
export interface TestCaller {
  /** the session's cookie as a `Cookie` header; empty for nobody */
  readonly cookie: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** @throws Error when the answer is no success */
  json<T>(path: string): Promise<T>
}

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
    nobody: caller(url, ''),
    as: async account => caller(url, await signIn(url, account, config.demoPassword ?? DEMO_PASSWORD)),
    async end() {
      await running.stop()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The cookie of a new session. @throws Error when it is refused */
async function signIn(url: string, account: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  if (!response.ok) throw new Error(`${account} not signed in: ${response.status} ${await response.text()}`)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

function caller(url: string, cookie: string): TestCaller {
  const identity: Record<string, string> = cookie === '' ? {} : { cookie }
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { headers: { ...identity, ...headers } })
  return {
    cookie,
    get,
    send: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: { ...identity, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async json(path) {
      const response = await get(path)
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
      return await response.json()
    },
  }
}
