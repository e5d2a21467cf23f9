import { Worker } from 'node:worker_threads'
import { threadFromSource } from '../thread-from-source.ts'
import {
  CLOSE,
  type Failure,
  type SqliteGreeting,
  type SqliteReply,
  type SqliteResult,
  type SqlQuery,
} from './sqlite-messages.ts'
import { StorageError } from './storage-error.ts'

export interface SqliteThread {
  /** in the order asked; `atomic`: one transaction */
  run(queries: readonly SqlQuery[], atomic: boolean): Promise<readonly SqliteResult[]>
  /** what was asked before is answered first */
  close(): Promise<void>
  /** ends the thread in the middle of what it does, as a crash would */
  terminate(): Promise<void>
}

interface Waiting {
  readonly resolve: (results: readonly SqliteResult[]) => void
  readonly reject: (error: StorageError) => void
}

/** @throws StorageError when the folder cannot be opened */
export async function startSqliteThread(folder: string): Promise<SqliteThread> {
  const worker = startWorker(folder)
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let stopped: StorageError | null = null
  let closing = false

  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  const stop = (cause: unknown) => {
    stopped ??= new StorageError('database-stopped', 'the storage thread has ended: start the server again', cause)
    for (const { reject } of waiting.values()) reject(stopped)
    waiting.clear()
  }
  worker.on('error', stop)
  worker.once('exit', code => stop(new Error(`exit code ${code}`)))

  const greeting = await new Promise<SqliteGreeting>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', cause => reject(new StorageError('storage-failed', 'the storage thread did not start', cause)))
    ended.then(() => reject(stopped))
  })
  if (!greeting.ready) {
    await ended
    throw revive(greeting.failure)
  }

  worker.on('message', (reply: SqliteReply) => {
    const caller = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('failure' in reply) caller?.reject(revive(reply.failure))
    else caller?.resolve(reply.results)
  })

  return {
    run(queries, atomic) {
      return new Promise((resolve, reject) => {
        if (stopped !== null || closing)
          return reject(stopped ?? new StorageError('database-stopped', 'the storage is closed'))
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        try {
          worker.postMessage({ id, queries: queries.map(portable), atomic })
        } catch (cause) {
          waiting.delete(id)
          reject(new StorageError('storage-failed', 'a query holds what cannot be stored', cause))
        }
      })
    },
    close() {
      if (!closing && stopped === null) worker.postMessage(CLOSE)
      closing = true
      return ended
    },
    async terminate() {
      await worker.terminate()
    },
  }
}

/** Built, the worker stands beside the server as a file of its own. */
function startWorker(folder: string): Worker {
  if (import.meta.url.endsWith('.ts'))
    return threadFromSource(new URL('./sqlite-worker.ts', import.meta.url), { workerData: folder })
  return new Worker(new URL('./sqlite-worker.js', import.meta.url), { workerData: folder })
}

const revive = ({ code, message, cause }: Failure) => new StorageError(code, message, new Error(cause))

/** Only text, numbers, null and bytes go over; of a view into a larger buffer, a clone would carry the whole buffer. */
function portable({ sql, parameters }: SqlQuery): SqlQuery {
  return {
    sql,
    parameters: parameters.map(value =>
      value instanceof Uint8Array && value.byteLength < value.buffer.byteLength ? new Uint8Array(value) : value,
    ),
  }
}
