import { Kysely } from 'kysely'
import type { Database } from './database.ts'
import { groupCommit } from './group-commit.ts'
import { createMutex } from './mutex.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { startSqliteThread } from './sqlite-thread.ts'

/** @throws StorageError when the folder is in use, damaged or cannot be written */
export async function openSqliteDatabase(folder: string): Promise<Database> {
  const thread = await startSqliteThread(folder)
  const turn = createMutex()
  const kysely = new Kysely<Schema>({ dialect: sqliteDialect(thread, turn) })
  return {
    dialect: 'sqlite',
    kysely,
    atomically: groupCommit(
      () => turn.take(),
      groups => thread.runGroups(groups),
    ),
    async close() {
      // a Kysely that was never asked anything has no driver to destroy yet
      await kysely.destroy()
      await thread.close()
    },
  }
}
