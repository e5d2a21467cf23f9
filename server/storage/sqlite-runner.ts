import type Sqlite from 'better-sqlite3'
import type { SqliteResult, SqlQuery } from './sqlite-messages.ts'

/** The server has far fewer distinct texts than this; the limit only keeps a mistake from growing for ever. */
const MOST_STATEMENTS = 500

export interface SqliteRunner {
  run(queries: readonly SqlQuery[]): readonly SqliteResult[]
  /**
   * One transaction for all groups, each of them whole or not at all.
   * @returns per group null, or what went wrong with it
   * @throws where the transaction itself failed: nothing of any group is there
   */
  runGroups(groups: readonly (readonly SqlQuery[])[]): readonly (unknown | null)[]
}

/** Runs requests on one connection, each statement prepared once. */
export function sqliteRunner(database: Sqlite.Database): SqliteRunner {
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

  function runGroup(queries: readonly SqlQuery[]): unknown | null {
    statement('savepoint one').run()
    try {
      for (const query of queries) run(query)
      return null
    } catch (error) {
      // some failures, such as a full disk, have already rolled everything back
      if (!database.inTransaction) throw error
      statement('rollback to one').run()
      return error
    } finally {
      if (database.inTransaction) statement('release one').run()
    }
  }

  return {
    run: queries => queries.map(run),
    runGroups(groups) {
      statement('begin immediate').run()
      try {
        const outcomes = groups.map(runGroup)
        statement('commit').run()
        return outcomes
      } catch (error) {
        if (database.inTransaction) statement('rollback').run()
        throw error
      }
    },
  }
}
