import { parentPort, workerData } from 'node:worker_threads'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { fromSqlite } from './sqlite-errors.ts'
import { CLOSE, type Failure, type SqliteGreeting, type SqliteReply, type SqliteRequest } from './sqlite-messages.ts'
import { sqliteRunner } from './sqlite-runner.ts'

/** The one thread that touches the data folder, so that a slow disk never stops the event loop. `workerData` is the folder. */

function failure(error: unknown): Failure {
  const { code, message, cause } = fromSqlite(error)
  return { code, message, cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }
}

function serve(folder: DataFolder): void {
  const runner = sqliteRunner(folder.database)
  const answer = (request: SqliteRequest): SqliteReply => {
    try {
      const { id } = request
      if ('queries' in request) return { id, results: runner.run(request.queries) }
      return { id, outcomes: runner.runGroups(request.groups).map(error => (error === null ? null : failure(error))) }
    } catch (error) {
      return { id: request.id, failure: failure(error) }
    }
  }
  parentPort?.on('message', (message: SqliteRequest | typeof CLOSE) => {
    if (message !== CLOSE) return parentPort?.postMessage(answer(message))
    folder.close()
    parentPort?.close()
  })
}

let greeting: SqliteGreeting = { ready: true }
try {
  serve(openDataFolder(String(workerData)))
} catch (error) {
  greeting = { ready: false, failure: failure(error) }
}
parentPort?.postMessage(greeting)
