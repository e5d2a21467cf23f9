import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
export const DEMO_PASSWORD = 'bench-password-1'

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** ms from `spawn` to the first 200 of /healthz */
  readonly startMs: number
  stop(): Promise<void>
}

/**
 * The built server as a process of its own, on a data folder.
 * @param script what Node is to run, from the project's folder
 */
export async function startServerProcess(
  dataDir: string,
  { script = ['dist/server/main.js'], env = {} }: { script?: readonly string[]; env?: Record<string, string> } = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, script, {
    cwd: root,
    // nothing of ours that starts TypeScript sources belongs in a server that is measured
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      DEMO_PASSWORD,
      SEED: 'none',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said = (said + chunk).slice(-4000)
    })
  await answers(`${url}/healthz`, child, () => said)
  const startMs = performance.now() - started
  return { url, pid: child.pid!, startMs, stop: () => stop(child) }
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const giveUp = performance.now() + 60_000
  while (performance.now() < giveUp) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${said()}`)
    const response = await fetch(url).catch(() => null)
    await response?.arrayBuffer()
    if (response?.status === 200) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not answer within a minute:\n${said()}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** MB; Linux alone tells (else NaN). `VmRSS`: now, `VmHWM`: the most so far. */
export function residentMegabytes(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return Number.NaN
  const kilobytes = new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(file, 'utf8'))?.[1]
  return Number(kilobytes ?? Number.NaN) / 1000
}

/** CPU seconds a process has used so far; Linux alone tells (else NaN). */
export function cpuSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.NaN
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
