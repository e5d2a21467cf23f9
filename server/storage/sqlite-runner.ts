import type Sqlite from 'better-sqlite3'
import type { SqliteRequest, SqliteResult, SqlQuery } from './sqlite-messages.ts'

/** The server has far fewer distinct texts than this; the limit only keeps a mistake from growing for ever. */
const MOST_STATEMENTS = 500

/** Runs requests on one connection, each statement prepared once. */
export function sqliteRunner(database: Sqlite.Database): (request: SqliteRequest) => readonly SqliteResult[] {
  const statements = new Map<string, Sqlite.Statement>()

  function statement(sql: string): Sqlite.Statement {
    let known = statements.get(sql)
    if (known === undefined) {
      if (statements.size >= MOST_STATEMENTS) statements.clear()
      statements.set(sql, (known = database.prepare(sql)))
    }
    return known
  }

  function run({ sql, parameters }: SqlQuery): SqliteResult {
    const prepared = statement(sql)
    if (prepared.reader) return { rows: prepared.all(...parameters), changes: 0 }
    return { rows: [], changes: prepared.run(...parameters).changes }
  }

  return ({ queries, atomic }) => {
    if (!atomic) return queries.map(run)
    statement('begin immediate').run()
    try {
      const results = queries.map(run)
      statement('commit').run()
      return results
    } catch (error) {
      // some failures, such as a full disk, have already rolled back
      if (database.inTransaction) statement('rollback').run()
      throw error
    }
  }
}
