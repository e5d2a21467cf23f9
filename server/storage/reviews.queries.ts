import type { Scalar } from '../../shared/core/scalar.ts'
import type { ReviewEvent } from '../../shared/review/event.ts'

import { baselineQueries } from './baselines.queries.ts'
import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'
import { noticeInserts } from './notice-insert.queries.ts'
import { requestQueries } from './requests.queries.ts'
import type { ReviewStore } from './review-store.ts'

export function createReviewStore(db: Database): ReviewStore {
  return { ...baselineQueries(db), ...requestQueries(db), ...eventQueries(db), ...logQueries(db) }
}

type Events = Pick<ReviewStore, 'addEvents' | 'events' | 'addCourseEvent' | 'courseEvents'>

function eventQueries(db: Database): Events {
  const { kysely } = db
  const notices = noticeInserts(db)
  return {
    async addEvents(tableId, events, beside) {
      await db.atomically([
        ...events.map(event =>
          kysely
            .insertInto('review_events')
            .values({
              table_id: tableId,
              base: event.base,
              row_id: event.row,
              column_id: event.column,
              kind: event.kind,
              seen: JSON.stringify(event.seen),
              proposal: JSON.stringify(event.proposal),
              words: storableText(event.words),
              undoes: event.undoes,
              account_id: event.account,
              department_id: event.department,
              at: event.at,
            })
            .compile(),
        ),
        ...notices(beside),
      ])
    },
    async events(tableId, base) {
      const rows = await kysely
        .selectFrom('review_events as e')
        .leftJoin('accounts as a', 'a.id', 'e.account_id')
        .selectAll('e')
        .select('a.name')
        .where('e.table_id', '=', tableId)
        .where('e.base', '=', base)
        .orderBy('e.id')
        .execute()
      return rows.map(
        (row): ReviewEvent => ({
          id: row.id,
          row: row.row_id,
          column: row.column_id,
          kind: row.kind,
          base: row.base,
          seen: JSON.parse(row.seen) as Scalar,
          proposal: JSON.parse(row.proposal) as Scalar,
          words: row.words,
          undoes: row.undoes,
          account: row.account_id,
          accountName: row.name ?? row.account_id,
          department: row.department_id,
          at: row.at,
        }),
      )
    },
    async addCourseEvent(tableId, { department, kind, base, words, account, at }, beside) {
      const step = kysely.insertInto('course_events').values({
        table_id: tableId,
        base,
        department_id: department,
        kind,
        words: storableText(words),
        account_id: account,
        at,
      })
      await db.atomically([step.compile(), ...notices(beside)])
    },
    async courseEvents(tableId, base) {
      const rows = await kysely
        .selectFrom('course_events as e')
        .leftJoin('accounts as a', 'a.id', 'e.account_id')
        .selectAll('e')
        .select('a.name')
        .where('e.table_id', '=', tableId)
        .where('e.base', '=', base)
        .orderBy('e.id')
        .execute()
      return rows.map(row => ({
        id: row.id,
        department: row.department_id,
        kind: row.kind,
        base: row.base,
        words: row.words,
        account: row.account_id,
        accountName: row.name ?? row.account_id,
        at: row.at,
      }))
    },
  }
}

function logQueries({ kysely }: Database): Pick<ReviewStore, 'lastWrites' | 'effectsAfter'> {
  return {
    async lastWrites(tableId, since) {
      const newest = kysely
        .selectFrom('effects')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('table_id', '=', tableId)
        .where('map', '=', 'cells')
        .where('at', '>=', since)
        .groupBy(['item', 'fact'])
      const rows = await kysely
        .selectFrom('effects as e')
        .leftJoin('accounts as a', 'a.id', 'e.account_id')
        .select(['e.item', 'e.fact', 'e.account_id', 'a.name', 'a.department_id', 'e.reason', 'e.at'])
        .where('e.id', 'in', newest)
        .execute()
      return rows.map(row => ({
        row: row.item,
        column: row.fact,
        account: row.account_id,
        accountName: row.name ?? row.account_id,
        department: row.department_id,
        reason: row.reason,
        at: row.at,
      }))
    },
    async effectsAfter(tableId, moment) {
      const rows = await kysely
        .selectFrom('effects')
        .select(['item', 'fact', 'before', 'at'])
        .where('table_id', '=', tableId)
        .where('map', '=', 'cells')
        .where('at', '>', moment)
        .orderBy('id', 'desc')
        .execute()
      return rows.map(row => ({
        row: row.item,
        column: row.fact,
        before: JSON.parse(row.before) as Scalar,
        at: row.at,
      }))
    },
  }
}
