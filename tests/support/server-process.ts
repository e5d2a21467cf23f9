import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** How a process ended: its exit code, or null where a signal ended it. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}

export interface ServerProcess {
  readonly url: string
  /** all that it printed */
  readonly output: () => string
  /** whether the process is still there */
  readonly running: () => boolean
  /** answers once the process is gone */
  kill(signal: NodeJS.Signals): Promise<Ended>
}

export interface ProcessOptions {
  readonly dataDir: string
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
}

interface Spawned {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<Ended>
}

/** The built server as a process of its own, so that it can be killed. */
export function spawnServer(options: ProcessOptions): Spawned {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [built], {
    env: { ...inherited, PORT: String(options.port), DATA_DIR: options.dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', chunk => (text += chunk))
  child.stderr.on('data', chunk => (text += chunk))
  // close, not exit: what it printed last is still in the pipe then
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output: text }))
  return { child, output: () => text, ended }
}

/** Answers once it serves. @throws Error where it ends instead */
export async function startServerProcess(options: ProcessOptions): Promise<ServerProcess> {
  const { child, output, ended } = spawnServer(options)
  const url = `http://127.0.0.1:${options.port}`
  const running = () => child.exitCode === null && child.signalCode === null
  for (;;) {
    if (!running()) throw new Error(`the server ended with ${(await ended).code}: ${output()}`)
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) break
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return {
    url,
    output,
    running,
    async kill(signal) {
      child.kill(signal)
      return await ended
    },
  }
}
