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

export interface ServerProcess {
  readonly url: string
  /** all that it printed */
  readonly output: () => string
  /** answers once the process is gone */
  kill(signal: NodeJS.Signals): Promise<void>
}

/** The built server as a process of its own, so that it can be killed. Answers once it serves. */
export async function startServerProcess(options: {
  readonly dataDir: string
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
}): Promise<ServerProcess> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child: ChildProcess = spawn(process.execPath, [built], {
    env: { ...inherited, PORT: String(options.port), DATA_DIR: options.dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', chunk => (output += chunk))
  child.stderr?.on('data', chunk => (output += chunk))
  const url = `http://127.0.0.1:${options.port}`
  const gone = once(child, 'exit')
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${output}`)
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) break
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return {
    url,
    output: () => output,
    async kill(signal) {
      child.kill(signal)
      await gone
    },
  }
}
