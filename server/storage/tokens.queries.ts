import { randomUUID } from 'node:crypto'
import { activeAccounts, toAccount } from './account-rows.queries.ts'
import type { AccountStore } from './account-store.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { Database } from './database.ts'

type Tokens = Pick<AccountStore, 'createToken' | 'findToken' | 'touchToken' | 'listTokens' | 'deleteToken'>

export function tokenQueries(db: Database): Tokens {
  const { kysely } = db
  const audited = auditInserts(db)
  return {
    async createToken({ name, tokenHash, account, createdAt, address }) {
      const id = randomUUID()
      await db.atomically([
        kysely
          .insertInto('tokens')
          .values({ id, name, token_hash: tokenHash, account_id: account, created_at: createdAt, last_used_at: null })
          .compile(),
        ...audited({ at: createdAt, account, address, kind: 'token-created', table: null, facts: { token: id, name } }),
      ])
      return { id, name, createdAt, lastUsedAt: null }
    },
    async findToken(tokenHash) {
      const row = await activeAccounts(db)
        .innerJoin('tokens', 'tokens.account_id', 'accounts.id')
        .select('tokens.id as token_id')
        .where('tokens.token_hash', '=', tokenHash)
        .executeTakeFirst()
      return row === undefined ? null : { id: row.token_id, account: toAccount(row) }
    },
    async touchToken(id, at) {
      await kysely.updateTable('tokens').set({ last_used_at: at }).where('id', '=', id).execute()
    },
    async listTokens(accountId) {
      return await kysely
        .selectFrom('tokens')
        .select(['id', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
        .where('account_id', '=', accountId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute()
    },
    async deleteToken(accountId, id, by) {
      const mine = kysely.selectFrom('tokens').where('account_id', '=', accountId).where('id', '=', id)
      const found = await mine.select('name').executeTakeFirst()
      if (found === undefined) return false
      await db.atomically([
        kysely.deleteFrom('tokens').where('account_id', '=', accountId).where('id', '=', id).compile(),
        ...audited({ ...by, kind: 'token-withdrawn', table: null, facts: { token: id, name: found.name } }),
      ])
      return true
    },
  }
}
