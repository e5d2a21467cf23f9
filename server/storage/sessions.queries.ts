import { activeAccounts, toAccount } from './account-rows.queries.ts'
import type { AccountStore } from './account-store.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'

type Sessions = Pick<
  AccountStore,
  | 'createSession'
  | 'findSession'
  | 'listSessions'
  | 'endSessions'
  | 'extendSession'
  | 'deleteSession'
  | 'deleteExpiredSessions'
>

export function sessionQueries(db: Database): Sessions {
  const { kysely } = db
  const audited = auditInserts(db)
  return {
    async createSession({ tokenHash, account, createdAt, expiresAt, address, agent = null }) {
      await db.atomically([
        kysely
          .insertInto('sessions')
          .values({
            token_hash: tokenHash,
            account_id: account,
            created_at: createdAt,
            expires_at: expiresAt,
            address,
            agent: agent === null ? null : storableText(agent),
          })
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
    async listSessions(accountId, at) {
      const rows = await kysely
        .selectFrom('sessions')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('expires_at', '>', at)
        .orderBy('created_at', 'desc')
        .execute()
      return rows.map(row => ({
        tokenHash: row.token_hash,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        address: row.address,
        agent: row.agent,
      }))
    },
    async endSessions(accountId, tokenHashes, by) {
      if (tokenHashes.length === 0) return
      await db.atomically([
        kysely
          .deleteFrom('sessions')
          .where('account_id', '=', accountId)
          .where('token_hash', 'in', tokenHashes)
          .compile(),
        ...audited({
          ...by,
          kind: 'session-ended',
          table: null,
          facts: { subject: accountId, sessions: tokenHashes.length },
        }),
      ])
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
