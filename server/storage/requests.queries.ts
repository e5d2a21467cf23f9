import type { RequestCell, RequestStep, RevisionRequest } from '../../shared/review/request.ts'
import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'
import type { ReviewStore } from './review-store.ts'

type Requests = Pick<ReviewStore, 'addRequest' | 'requests' | 'addStep' | 'closeRequest'>

export function requestQueries({ kysely }: Database): Requests {
  return {
    async addRequest(request) {
      const { id } = await kysely
        .insertInto('revision_requests')
        .values({
          table_id: request.table,
          title: storableText(request.title),
          reason: storableText(request.reason),
          evidence: storableText(request.evidence),
          chain: request.chain,
          cells: JSON.stringify(request.cells),
          state: request.state,
          closing_words: storableText(request.closingWords),
          account_id: request.account,
          department_id: request.department,
          at: request.at,
          closed_at: request.closedAt,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    },
    async requests(tableId) {
      const rows = await kysely
        .selectFrom('revision_requests as r')
        .leftJoin('accounts as a', 'a.id', 'r.account_id')
        .selectAll('r')
        .select('a.name')
        .where('r.table_id', '=', tableId)
        .orderBy('r.id', 'desc')
        .execute()
      const steps = await kysely
        .selectFrom('request_steps as s')
        .innerJoin('revision_requests as r', 'r.id', 's.request_id')
        .leftJoin('accounts as a', 'a.id', 's.account_id')
        .selectAll('s')
        .select('a.name')
        .where('r.table_id', '=', tableId)
        .orderBy('s.position')
        .execute()
      return rows.map(
        (row): RevisionRequest => ({
          id: row.id,
          table: row.table_id,
          title: row.title,
          reason: row.reason,
          evidence: row.evidence,
          chain: row.chain,
          cells: JSON.parse(row.cells) as RequestCell[],
          steps: steps
            .filter(({ request_id }) => request_id === row.id)
            .map(
              ({ step, document, words, account_id, name, at }): RequestStep => ({
                step,
                document,
                words,
                account: account_id,
                accountName: name ?? account_id,
                at,
              }),
            ),
          state: row.state,
          closingWords: row.closing_words,
          account: row.account_id,
          accountName: row.name ?? row.account_id,
          department: row.department_id,
          at: row.at,
          closedAt: row.closed_at,
        }),
      )
    },
    async addStep(request, position, { step, document, words, account, at }) {
      await kysely
        .insertInto('request_steps')
        .values({
          request_id: request,
          position,
          step,
          document: storableText(document),
          words: storableText(words),
          account_id: account,
          at,
        })
        .execute()
    },
    async closeRequest(id, state, words, at) {
      const closed = await kysely
        .updateTable('revision_requests')
        .set({ state, closing_words: storableText(words), closed_at: at })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return closed.numUpdatedRows > 0n
    },
  }
}
