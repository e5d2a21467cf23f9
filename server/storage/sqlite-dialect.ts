import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Mutex } from './mutex.ts'
import type { SqliteThread } from './sqlite-thread.ts'

/** Kysely over the SQLite thread. The connection is one: who begins a transaction has it alone until the end. */
export function sqliteDialect(thread: SqliteThread, turn: Mutex): Dialect {
  const connection = new ThreadConnection(thread)
  const run = async (sql: string) => void (await connection.executeQuery(CompiledQuery.raw(sql)))
  const releases: (() => void)[] = []
  const driver: Driver = {
    init: async () => {},
    async acquireConnection() {
      releases.push(await turn.take())
      return connection
    },
    beginTransaction: () => run('begin immediate'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection: async () => releases.pop()?.(),
    destroy: () => thread.close(),
  }
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** SQLite can undo `create table`; Kysely is only careful. A migration must happen whole or not at all. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ThreadConnection implements DatabaseConnection {
  readonly #thread: SqliteThread

  constructor(thread: SqliteThread) {
    this.#thread = thread
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const [result] = await this.#thread.run([{ sql, parameters }])
    return { rows: (result?.rows ?? []) as R[], numAffectedRows: BigInt(result?.changes ?? 0) }
  }

  // biome-ignore lint/correctness/useYield: nothing here reads row by row, and a thread has no cursor
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the SQLite thread does not stream')
  }
}
