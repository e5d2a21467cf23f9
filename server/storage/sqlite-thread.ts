import { Worker } from 'node:worker_threads'
import { threadFromSource } from '../thread-from-source.ts'
import {
  CLOSE,
  type Failure,
  type SqliteGreeting,
  type SqliteReply,
  type SqliteRequest,
  type SqliteResult,
  type SqlQuery,
} from './sqlite-messages.ts'
import { StorageError } from './storage-error.ts'

export interface SqliteThread {
  /** in the order asked, in whatever transaction is open */
  run(queries: readonly SqlQuery[]): Promise<readonly SqliteResult[]>
  /** one transaction, each group whole or not at all: per group null, or why nothing of it was done */
  runGroups(groups: readonly (readonly SqlQuery[])[]): Promise<readonly (StorageError | null)[]>
  /** what was asked before is answered first */
  close(): Promise<void>
  /** ends the thread in the middle of what it does, as a crash would */
  terminate(): Promise<void>
}

interface Waiting {
  readonly resolve: (reply: Exclude<SqliteReply, { readonly failure: Failure }>) => void
  readonly reject: (error: StorageError) => void
}

/** The thread was not asked: what it is to be given cannot cross over. */
class NotSent extends StorageError {}

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
    else caller?.resolve(reply)
  })

  const ask = (request: (id: number) => SqliteRequest) =>
    new Promise<Exclude<SqliteReply, { readonly failure: Failure }>>((resolve, reject) => {
      if (stopped !== null || closing)
        return reject(stopped ?? new StorageError('database-stopped', 'the storage is closed'))
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      try {
        worker.postMessage(request(id))
      } catch (cause) {
        waiting.delete(id)
        reject(new NotSent('storage-failed', 'a query holds what cannot be stored', cause))
      }
    })

  const runGroups: SqliteThread['runGroups'] = async groups => {
    try {
      const answer = await ask(id => ({ id, groups: groups.map(queries => queries.map(portable)) }))
      return 'outcomes' in answer ? answer.outcomes.map(failure => failure && revive(failure)) : []
    } catch (error) {
      if (!(error instanceof NotSent) || groups.length === 1) throw error
      // one of them holds it, and the others must not suffer
      const outcomes: (StorageError | null)[] = []
      for (const group of groups) {
        const outcome = await runGroups([group]).catch((alone: unknown) => [alone as StorageError])
        outcomes.push(outcome[0] ?? null)
      }
      return outcomes
    }
  }

  return {
    async run(queries) {
      const answer = await ask(id => ({ id, queries: queries.map(portable) }))
      return 'results' in answer ? answer.results : []
    },
    runGroups,
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
