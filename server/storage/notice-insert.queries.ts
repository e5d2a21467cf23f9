import type { CompiledQuery } from 'kysely'
import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'
import type { NewNotice } from './notice-store.ts'

/** The queries that write notices. They go into the transaction of what they tell of. */
export const noticeInserts =
  ({ kysely }: Database) =>
  (notices: readonly NewNotice[] = []): CompiledQuery[] =>
    notices.map(({ to, table, by, at, what, once }) =>
      kysely
        .insertInto('notices')
        .values({
          account_id: to,
          table_id: table,
          kind: what.kind,
          facts: storableText(JSON.stringify(what)),
          once: once ?? null,
          by_id: by,
          at,
          read_at: null,
        })
        .onConflict(conflict => conflict.columns(['account_id', 'once']).doNothing())
        .compile(),
    )
