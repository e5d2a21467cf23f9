import { type Expression, sql } from 'kysely'
import type { Baseline } from '../../shared/review/baseline.ts'
import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'
import { noticeInserts } from './notice-insert.queries.ts'
import type { ReviewStore } from './review-store.ts'

type Baselines = Pick<
  ReviewStore,
  'baselines' | 'beginBaseline' | 'completeBaseline' | 'dropBaseline' | 'unfinishedBaselines' | 'firstEdition'
>

export function baselineQueries(db: Database): Baselines {
  const { kysely } = db
  const notices = noticeInserts(db)
  const all = () =>
    kysely
      .selectFrom('baselines as b')
      .leftJoin('accounts as a', 'a.id', 'b.account_id')
      .selectAll('b')
      .select('a.name')
      .orderBy('b.number')

  return {
    async baselines(tableId) {
      return (await all().where('b.table_id', '=', tableId).execute()).map(baselineOf)
    },
    async unfinishedBaselines() {
      return (await all().where('b.edition_hash', 'is', null).execute()).map(baselineOf)
    },
    async beginBaseline({ table, kind, title, document, issuer, dated, note, phaseBefore, account, at }) {
      const next: Expression<number> = kysely
        .selectFrom('baselines')
        .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
        .where('table_id', '=', table) as never
      const { id } = await kysely
        .insertInto('baselines')
        .values({
          table_id: table,
          number: next,
          kind,
          title: storableText(title),
          document: storableText(document),
          issuer: storableText(issuer),
          dated,
          note: storableText(note),
          phase_before: phaseBefore,
          edition_hash: null,
          account_id: account,
          at,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return baselineOf(await all().where('b.id', '=', id).executeTakeFirstOrThrow())
    },
    async completeBaseline(id, editionHash, beside) {
      const completed = kysely
        .updateTable('baselines')
        .set({ edition_hash: editionHash })
        .where('id', '=', id)
        .where('edition_hash', 'is', null)
      await db.atomically([completed.compile(), ...notices(beside)])
    },
    async dropBaseline(id) {
      await kysely.deleteFrom('baselines').where('id', '=', id).where('edition_hash', 'is', null).execute()
    },
    async firstEdition(tableId) {
      const first = await kysely
        .selectFrom('editions')
        .select('hash')
        .where('table_id', '=', tableId)
        .orderBy('seq')
        .limit(1)
        .executeTakeFirst()
      return first?.hash ?? null
    },
  }
}

interface BaselineColumns {
  readonly id: number
  readonly table_id: string
  readonly number: number
  readonly kind: Baseline['kind']
  readonly title: string
  readonly document: string
  readonly issuer: string
  readonly dated: string
  readonly note: string
  readonly phase_before: Baseline['phaseBefore']
  readonly edition_hash: string | null
  readonly account_id: string
  readonly name: string | null
  readonly at: number
}

const baselineOf = ({
  table_id,
  phase_before,
  edition_hash,
  account_id,
  name,
  ...rest
}: BaselineColumns): Baseline => ({
  ...rest,
  table: table_id,
  phaseBefore: phase_before,
  edition: edition_hash,
  account: account_id,
  accountName: name ?? account_id,
})
