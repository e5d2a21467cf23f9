import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Pool } from 'pg'
import { fromPostgres } from './postgres-errors.ts'
import { currentSchemaIntrospector } from './postgres-introspector.ts'

/**
 * Kysely's own, with every failure as a StorageError.
 * @param ready waited for before anything is asked
 */
export function postgresDialect(pool: Pool, ready: () => Promise<void>): Dialect {
  const inner = new PostgresDialect({ pool })
  return {
    createAdapter: () => inner.createAdapter(),
    createDriver: () => new TranslatingDriver(inner.createDriver(), ready),
    createIntrospector: db => currentSchemaIntrospector(db),
    createQueryCompiler: () => inner.createQueryCompiler(),
  }
}

async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw fromPostgres(error)
  }
}

class TranslatingConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection

  constructor(inner: DatabaseConnection) {
    this.inner = inner
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return translated(this.inner.executeQuery<R>(query))
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize)
  }
}

class TranslatingDriver implements Driver {
  readonly #inner: Driver
  readonly #ready: () => Promise<void>

  constructor(inner: Driver, ready: () => Promise<void>) {
    this.#inner = inner
    this.#ready = ready
  }

  init(): Promise<void> {
    return this.#inner.init()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#ready()
    return new TranslatingConnection(await translated(this.#inner.acquireConnection()))
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return translated(this.#inner.beginTransaction(within(connection), settings))
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return translated(this.#inner.commitTransaction(within(connection)))
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return translated(this.#inner.rollbackTransaction(within(connection)))
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(within(connection))
  }

  destroy(): Promise<void> {
    return this.#inner.destroy()
  }
}

const within = (connection: DatabaseConnection) =>
  connection instanceof TranslatingConnection ? connection.inner : connection
