import { randomUUID } from 'node:crypto'
import { activeAccounts, toAccount } from './account-rows.queries.ts'
import type { AccountStore } from './account-store.ts'
import type { Database } from './database.ts'

type Tokens = Pick<AccountStore, 'createToken' | 'findToken' | 'touchToken' | 'listTokens' | 'deleteToken'>

export function tokenQueries(db: Database): Tokens {
  const { kysely } = db
  return {
    async createToken({ name, tokenHash, account, createdAt }) {
      const id = randomUUID()
      await kysely
        .insertInto('tokens')
        .values({ id, name, token_hash: tokenHash, account_id: account, created_at: createdAt, last_used_at: null })
        .execute()
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
    async deleteToken(accountId, id) {
      const gone = await kysely
        .deleteFrom('tokens')
        .where('account_id', '=', accountId)
        .where('id', '=', id)
        .executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
  }
}
