import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface HelperProcess {
  readonly pid: number
  /** @throws Error where the process ends instead of answering */
  next<T>(): Promise<T>
  send(message: object): void
  stop(): Promise<void>
}

/** One of our own scripts in a process of its own, with a channel to it. */
export function startHelper(script: URL, args: readonly string[] = []): HelperProcess {
  const child: ChildProcess = fork(fileURLToPath(script), args, { execArgv: [...process.execArgv, '--expose-gc'] })
  return {
    pid: child.pid!,
    next: <T>() =>
      new Promise<T>((resolve, reject) => {
        const ended = (code: number | null) => reject(new Error(`${script.pathname} ended with ${code}`))
        child.once('exit', ended)
        child.once('message', message => {
          child.off('exit', ended)
          resolve(message as T)
        })
      }),
    send: message => void child.send(message),
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}
