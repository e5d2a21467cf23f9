import { type ExpressionBuilder, sql } from 'kysely'
import { noticeFacts } from '../../shared/notices/notice.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { Database } from './database.ts'
import { jsonRows } from './json-rows.ts'
import { noticeInserts } from './notice-insert.queries.ts'
import type { NoticeStore } from './notice-store.ts'
import type { Schema } from './schema.ts'

export function createNoticeStore(db: Database): NoticeStore {
  const { kysely } = db
  const inserts = noticeInserts(db)
  const audited = auditInserts(db)

  const among = (tables: readonly string[]) => {
    const rows = jsonRows(
      db.dialect,
      tables.map(id => [id]),
    )
    return ({ eb }: ExpressionBuilder<Schema, 'notices'>) =>
      eb('notices.table_id', 'in', sql<string>`(select ${rows.text(0)} from ${rows.from})`)
  }

  return {
    async notices(account, { tables, before, limit }) {
      let query = kysely
        .selectFrom('notices')
        .leftJoin('accounts as a', 'a.id', 'notices.by_id')
        .selectAll('notices')
        .select('a.name')
        .where('notices.account_id', '=', account)
        .where(among(tables) as never)
      if (before !== undefined) query = query.where('notices.id', '<', before)
      const rows = await query.orderBy('notices.id', 'desc').limit(limit).execute()
      return rows.map(row => ({
        id: row.id,
        table: row.table_id,
        byName: row.name ?? row.by_id,
        at: row.at,
        readAt: row.read_at,
        what: noticeFacts.parse(JSON.parse(row.facts)),
      }))
    },
    async unread(account, tables) {
      const { count } = await kysely
        .selectFrom('notices')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('account_id', '=', account)
        .where('read_at', 'is', null)
        .where(among(tables))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    async read(account, id, at) {
      const own = await kysely
        .selectFrom('notices')
        .select('read_at')
        .where('account_id', '=', account)
        .where('id', '=', id)
        .executeTakeFirst()
      if (own === undefined) return false
      if (own.read_at === null) await kysely.updateTable('notices').set({ read_at: at }).where('id', '=', id).execute()
      return true
    },
    async readUpTo(account, id, at) {
      await kysely
        .updateTable('notices')
        .set({ read_at: at })
        .where('account_id', '=', account)
        .where('id', '<=', id)
        .where('read_at', 'is', null)
        .execute()
    },
    async add(notices) {
      if (notices.length === 0) return []
      const names = jsonRows(
        db.dialect,
        notices.map(({ once }) => [once ?? null]),
      )
      const known = await kysely
        .selectFrom('notices')
        .select(['account_id', 'once'])
        .where('once', 'in', sql<string>`(select ${names.text(0)} from ${names.from})`)
        .execute()
      const told = new Set(known.map(({ account_id, once }) => JSON.stringify([account_id, once])))
      const fresh = notices.filter(({ to, once }) => once === undefined || !told.has(JSON.stringify([to, once])))
      if (fresh.length > 0) await db.atomically(inserts(fresh))
      return fresh
    },
    async urges(tables) {
      const asked = jsonRows(
        db.dialect,
        tables.map(id => [id]),
      )
      const last = kysely
        .selectFrom('urges')
        .select(({ fn }) => ['table_id', 'department_id', fn.max('day').as('day')])
        .groupBy(['table_id', 'department_id'])
        .as('last')
      const rows = await kysely
        .selectFrom('urges as u')
        .innerJoin(last, join =>
          join
            .onRef('last.table_id', '=', 'u.table_id')
            .onRef('last.department_id', '=', 'u.department_id')
            .onRef('last.day', '=', 'u.day'),
        )
        .leftJoin('accounts as a', 'a.id', 'u.account_id')
        .selectAll('u')
        .select('a.name')
        .where('u.table_id', 'in', sql<string>`(select ${asked.text(0)} from ${asked.from})`)
        .execute()
      return rows.map(row => ({
        table: row.table_id,
        department: row.department_id,
        day: row.day,
        account: row.account_id,
        byName: row.name ?? row.account_id,
        at: row.at,
      }))
    },
    async addUrge({ table, department, day, account, at }, audit, beside) {
      const urge = kysely
        .insertInto('urges')
        .values({ table_id: table, department_id: department, day, account_id: account, at })
      await db.atomically([urge.compile(), ...audited(audit), ...inserts(beside)])
    },
  }
}
