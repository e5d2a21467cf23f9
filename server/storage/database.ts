import type { CompiledQuery, Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export type DialectName = 'sqlite' | 'postgres'

/** A SQL database, SQLite or PostgreSQL. Every failure is a StorageError. */
export interface Database {
  readonly dialect: DialectName
  readonly kysely: Kysely<Schema>
  /**
   * All of the queries or none, in order, in one transaction and one trip to the thread or the server's socket.
   * Durable when the promise resolves.
   */
  atomically(queries: readonly CompiledQuery[]): Promise<void>
  /** lets what is under way finish */
  close(): Promise<void>
}
