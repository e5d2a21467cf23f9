import { sql } from 'kysely'
import { auditInserts } from './audit-insert.queries.ts'
import type { CommentStore, NewComment, StoredComment, StoredThread } from './comment-store.ts'
import type { Database } from './database.ts'
import { jsonRows, storableText } from './json-rows.ts'
import { noticeInserts } from './notice-insert.queries.ts'

export function createCommentStore(db: Database): CommentStore {
  const { kysely } = db
  const audited = auditInserts(db)
  const notices = noticeInserts(db)

  const threadsOf = (tableId: string) => kysely.selectFrom('comment_threads as t').where('t.table_id', '=', tableId)
  type Query = ReturnType<typeof threadsOf>

  async function read(query: Query): Promise<readonly StoredThread[]> {
    const [threads, comments] = await Promise.all([
      query.leftJoin('accounts as a', 'a.id', 't.resolved_by').selectAll('t').select('a.name as resolver').execute(),
      kysely
        .selectFrom('comments as c')
        .innerJoin(query.select('t.id').as('of'), 'of.id', 'c.thread_id')
        .leftJoin('accounts as a', 'a.id', 'c.account_id')
        .leftJoin('departments as d', 'd.id', 'a.department_id')
        .selectAll('c')
        .select(['a.name', 'd.name as department'])
        .orderBy('c.number')
        .execute(),
    ])
    const of = new Map<string, StoredComment[]>()
    for (const row of comments) {
      const list = of.get(row.thread_id) ?? []
      of.set(row.thread_id, list)
      list.push({
        id: row.id,
        text: row.text,
        account: row.account_id,
        accountName: row.name ?? row.account_id,
        departmentName: row.department,
        at: row.at,
        editedAt: row.edited_at,
        deletedAt: row.deleted_at,
      })
    }
    return threads.flatMap(row => {
      const said = of.get(row.id)
      // read by two queries: one that came or went in between is in the next answer
      if (said === undefined) return []
      const resolved =
        row.resolved_at === null ? null : { accountName: row.resolver ?? row.resolved_by ?? '', at: row.resolved_at }
      const { id, row_id, column_id, row_name, column_title, at } = row
      return [
        {
          id,
          row: row_id,
          column: column_id,
          rowName: row_name,
          columnTitle: column_title,
          at,
          resolved,
          comments: said,
        },
      ]
    })
  }

  const insertComment = (threadId: string, { id, text, account, at }: NewComment) =>
    kysely
      .insertInto('comments')
      .values({
        id,
        thread_id: threadId,
        account_id: account,
        text: storableText(text),
        at,
        edited_at: null,
        deleted_at: null,
      })
      .compile()

  return {
    threads(tableId, { state, cell, limit }) {
      let query = threadsOf(tableId).where('t.resolved_at', state === 'open' ? 'is' : 'is not', null)
      if (cell) query = query.where('t.row_id', '=', cell.row).where('t.column_id', '=', cell.column)
      return read(
        query
          .orderBy(state === 'open' ? 't.at' : 't.resolved_at', 'desc')
          .orderBy('t.id')
          .limit(limit),
      )
    },
    async thread(tableId, id) {
      const found = await read(threadsOf(tableId).where('t.id', '=', id))
      return found[0] ?? null
    },
    async countOpen(tableId) {
      const { threads, comments } = await threadsOf(tableId)
        .innerJoin('comments as c', 'c.thread_id', 't.id')
        .select(({ fn }) => [
          fn.count<number>('t.id').distinct().as('threads'),
          fn.count<number>('c.id').as('comments'),
        ])
        .where('t.resolved_at', 'is', null)
        .executeTakeFirstOrThrow()
      return { threads: Number(threads), comments: Number(comments) }
    },
    async names(accounts) {
      if (accounts.length === 0) return new Map()
      // ids come out of texts that anybody may write: there is no limit to how many
      const asked = jsonRows(
        db.dialect,
        accounts.map(id => [id]),
      )
      const { rows } = await sql<{
        id: string
        name: string
      }>`select id, name from accounts where id in (select ${asked.text(0)} from ${asked.from})`.execute(kysely)
      return new Map(rows.map(({ id, name }) => [id, name]))
    },
    async addThread(tableId, { id, row, column, rowName, columnTitle }, first, audit, beside) {
      const thread = kysely.insertInto('comment_threads').values({
        id,
        table_id: tableId,
        row_id: row,
        column_id: column,
        row_name: storableText(rowName),
        column_title: storableText(columnTitle),
        at: first.at,
        resolved_by: null,
        resolved_at: null,
      })
      await db.atomically([thread.compile(), insertComment(id, first), ...audited(audit), ...notices(beside)])
    },
    async addComment(threadId, comment, audit, beside) {
      await db.atomically([insertComment(threadId, comment), ...audited(audit), ...notices(beside)])
    },
    async editComment(id, text, at, audit, beside) {
      const change = kysely
        .updateTable('comments')
        .set({ text: storableText(text), edited_at: at })
        .where('id', '=', id)
      await db.atomically([change.compile(), ...audited(audit), ...notices(beside)])
    },
    async deleteComment(threadId, id, at, audit) {
      const left = kysely.selectFrom('comments').select('id').where('thread_id', '=', threadId)
      await db.atomically([
        kysely.updateTable('comments').set({ text: '', deleted_at: at }).where('id', '=', id).compile(),
        kysely
          .deleteFrom('comments')
          .where('thread_id', '=', threadId)
          .where(({ not, exists }) => not(exists(left.where('deleted_at', 'is', null))))
          .compile(),
        kysely
          .deleteFrom('comment_threads')
          .where('id', '=', threadId)
          .where(({ not, exists }) => not(exists(left)))
          .compile(),
        ...audited(audit),
      ])
    },
    async setResolved(threadId, by, audit) {
      const change = kysely
        .updateTable('comment_threads')
        .set({ resolved_by: by?.account ?? null, resolved_at: by?.at ?? null })
        .where('id', '=', threadId)
      await db.atomically([change.compile(), ...audited(audit)])
    },
  }
}
