import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { activeAccounts, knownAccounts, toAccount } from './account-rows.queries.ts'
import { type AccountStore, AccountTaken } from './account-store.ts'
import { THE_SERVER } from './audit-entry.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { Database } from './database.ts'
import { jsonRows } from './json-rows.ts'
import { sessionQueries } from './sessions.queries.ts'
import { tokenQueries } from './tokens.queries.ts'

export function createAccountStore(db: Database): AccountStore {
  const { kysely } = db
  const active = () => activeAccounts(db)
  const audited = auditInserts(db)

  /** also of a disabled one */
  async function idOf(name: string): Promise<string | null> {
    const found = await kysely.selectFrom('accounts').select('id').where('account', '=', name).executeTakeFirst()
    return found?.id ?? null
  }

  return {
    ...sessionQueries(db),
    ...tokenQueries(db),

    async listDepartments() {
      return await kysely
        .selectFrom('departments')
        .select(['id', 'name', 'position'])
        .orderBy('position')
        .orderBy('id')
        .execute()
    },
    async upsertDepartments(departments, by) {
      if (departments.length === 0) return
      const rows = jsonRows(
        db.dialect,
        departments.map(({ id, name, position }) => [id, name, position]),
      )
      await db.atomically([
        sql`
          insert into departments (id, name, position)
          select ${rows.text(0)}, ${rows.text(1)}, ${rows.int(2)} from ${rows.from} ${rows.always}
          on conflict (id) do update set name = excluded.name, position = excluded.position`.compile(kysely),
        ...audited({ ...by, kind: 'department-changed', table: null, facts: { departments } }),
      ])
    },

    async createAccount({ account, name, department, roles, passwordHash, at, by = THE_SERVER }) {
      const id = randomUUID()
      const insert = kysely.insertInto('accounts').values({
        id,
        account,
        name,
        department_id: department,
        roles: JSON.stringify(roles),
        password_hash: passwordHash,
        disabled: 0,
        created_at: at,
      })
      const facts = { subject: id, account, name, department, roles }
      const line = audited({ ...by, at, kind: 'account-created', table: null, facts })
      try {
        await db.atomically([insert.compile(), ...line])
      } catch (error) {
        if ((await idOf(account)) === null) throw error
        throw new AccountTaken(`the sign-in name ${account} is in use`)
      }
      return toAccount(await active().where('accounts.id', '=', id).executeTakeFirstOrThrow())
    },
    async findByName(name) {
      const row = await active().where('accounts.account', '=', name).executeTakeFirst()
      return row === undefined ? null : toAccount(row)
    },
    async findById(id) {
      const row = await active().where('accounts.id', '=', id).executeTakeFirst()
      return row === undefined ? null : toAccount(row)
    },
    async listAccounts() {
      return (await active().orderBy('accounts.account').execute()).map(toAccount)
    },
    async listEverybody() {
      const rows = await knownAccounts(db).orderBy('accounts.account').execute()
      return rows.map(row => ({ ...toAccount(row), disabled: row.disabled === 1, createdAt: row.created_at }))
    },
    async passwordHash(name) {
      const row = await kysely
        .selectFrom('accounts')
        .select('password_hash')
        .where('account', '=', name)
        .where('disabled', '=', 0)
        .executeTakeFirst()
      return row?.password_hash ?? null
    },
    async setPassword(accountId, passwordHash, by, except) {
      await db.atomically([
        kysely.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', accountId).compile(),
        kysely
          .deleteFrom('sessions')
          .where('account_id', '=', accountId)
          .$if(except !== undefined, query => query.where('token_hash', '<>', except!))
          .compile(),
        ...audited({ ...by, kind: 'password-set', table: null, facts: { subject: accountId } }),
      ])
    },
    async changeAccount(accountId, change, by) {
      const stored = await knownAccounts(db).where('accounts.id', '=', accountId).executeTakeFirst()
      if (stored === undefined) return null
      const { name, department, roles } = toAccount(stored)
      const before = { name, department, roles }
      const after = {
        name: change.name ?? name,
        department: change.department === undefined ? department : change.department,
        roles: [...(change.roles ?? roles)],
      }
      const enables = change.disabled === false && stored.disabled === 1
      const set = {
        name: after.name,
        department_id: after.department,
        roles: JSON.stringify(after.roles),
        ...(enables && { disabled: 0 }),
      }
      const line = (kind: 'account-changed' | 'account-enabled', facts: object) =>
        audited({ ...by, kind, table: null, facts: { subject: accountId, ...facts } })
      const lines = [
        ...(enables ? line('account-enabled', {}) : []),
        ...(isDeepStrictEqual(before, after) ? [] : line('account-changed', { before, after })),
      ]
      await db.atomically([kysely.updateTable('accounts').set(set).where('id', '=', accountId).compile(), ...lines])
      const changed = await active().where('accounts.id', '=', accountId).executeTakeFirst()
      return toAccount(changed ?? stored)
    },
    async disableAccount(accountId, by) {
      await db.atomically([
        kysely.updateTable('accounts').set({ disabled: 1 }).where('id', '=', accountId).compile(),
        ...audited({ ...by, kind: 'account-disabled', table: null, facts: { subject: accountId } }),
      ])
    },
    async liftLockout(accountId, by) {
      await db.atomically(audited({ ...by, kind: 'lockout-lifted', table: null, facts: { subject: accountId } }))
    },
    async refuseSignIn(name, why, by) {
      const subject = await idOf(name)
      const facts = { why, subject, ...(subject !== null && { name }) }
      await db.atomically(audited({ ...by, kind: 'sign-in-failed', table: null, facts }))
    },
  }
}
