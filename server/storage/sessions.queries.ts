import { activeAccounts, toAccount } from './account-rows.queries.ts'
import type { AccountStore } from './account-store.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { Database } from './database.ts'

type Sessions = Pick<
  AccountStore,
  'createSession' | 'findSession' | 'extendSession' | 'deleteSession' | 'deleteExpiredSessions'
>

export function sessionQueries(db: Database): Sessions {
  const { kysely } = db
  const audited = auditInserts(db)
  return {
    async createSession({ tokenHash, account, createdAt, expiresAt, address }) {
      await db.atomically([
        kysely
          .insertInto('sessions')
          .values({ token_hash: tokenHash, account_id: account, created_at: createdAt, expires_at: expiresAt })
          .compile(),
        ...audited({ at: createdAt, account, address, kind: 'signed-in', table: null, facts: {} }),
      ])
    },
    async findSession(tokenHash, at) {
      const row = await activeAccounts(db)
        .innerJoin('sessions', 'sessions.account_id', 'accounts.id')
        .select('sessions.expires_at')
        .where('sessions.token_hash', '=', tokenHash)
        .where('sessions.expires_at', '>', at)
        .executeTakeFirst()
      return row === undefined ? null : { account: toAccount(row), expiresAt: row.expires_at }
    },
    async extendSession(tokenHash, expiresAt) {
      await kysely.updateTable('sessions').set({ expires_at: expiresAt }).where('token_hash', '=', tokenHash).execute()
    },
    async deleteSession(tokenHash, by) {
      await db.atomically([
        kysely.deleteFrom('sessions').where('token_hash', '=', tokenHash).compile(),
        ...audited({ ...by, kind: 'signed-out', table: null, facts: {} }),
      ])
    },
    async deleteExpiredSessions(at) {
      await kysely.deleteFrom('sessions').where('expires_at', '<=', at).execute()
    },
  }
}
