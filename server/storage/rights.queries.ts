import { type Acting, role } from '../../shared/accounts/account.ts'
import { access, lock, NO_RULES, type TableRules } from '../../shared/permissions/rules.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'
import type { NewLock, RightsStore } from './rights-store.ts'

export function createRightsStore(db: Database): RightsStore {
  const { kysely } = db
  const audited = auditInserts(db)
  const lockInsert = ({ table, kind, row, column, department, words, account, at, until }: NewLock) =>
    kysely
      .insertInto('locks')
      .values({
        table_id: table,
        kind,
        row_id: row,
        column_id: column,
        department_id: department,
        words: storableText(words),
        account_id: account,
        at,
        until,
      })
      .compile()

  return {
    async rules() {
      const found = new Map<string, TableRules>()
      for (const row of await kysely.selectFrom('table_rules').selectAll().execute())
        found.set(row.table_id, {
          read: access.parse(JSON.parse(row.read_access)),
          export: access.parse(JSON.parse(row.export_access)),
          deadline: row.deadline,
          extensions: JSON.parse(row.extensions) as Record<string, number>,
          locks: [],
        })
      const locks = await kysely
        .selectFrom('locks as l')
        .leftJoin('accounts as a', 'a.id', 'l.account_id')
        .selectAll('l')
        .select('a.name')
        .orderBy('l.id')
        .execute()
      for (const row of locks) {
        const rules = found.get(row.table_id) ?? NO_RULES
        const { id, kind, words, at, until } = row
        const place = { row: row.row_id, column: row.column_id, department: row.department_id }
        const held = lock.parse({ id, kind, words, at, until, ...place, by: row.name ?? row.account_id })
        found.set(row.table_id, { ...rules, locks: [...rules.locks, held] })
      }
      return found
    },
    async offices() {
      const rows = await kysely
        .selectFrom('offices as o')
        .leftJoin('departments as d', 'd.id', 'o.department_id')
        .selectAll('o')
        .select('d.name')
        .orderBy('o.id')
        .execute()
      const found = new Map<string, Acting[]>()
      for (const row of rows) {
        const office: Acting = {
          id: row.id,
          department: row.department_id,
          departmentName: row.name,
          role: role.parse(row.role),
          deputy: row.deputy === 1,
          until: row.until,
        }
        found.set(row.account_id, [...(found.get(row.account_id) ?? []), office])
      }
      return found
    },
    async setRules(tableId, { read, export: taken, deadline, extensions }, audit) {
      const values = {
        read_access: JSON.stringify(read),
        export_access: JSON.stringify(taken),
        deadline,
        extensions: JSON.stringify(extensions),
      }
      await db.atomically([
        kysely
          .insertInto('table_rules')
          .values({ table_id: tableId, ...values })
          .onConflict(conflict => conflict.column('table_id').doUpdateSet(values))
          .compile(),
        ...audited(audit),
      ])
    },
    async addLock(lock, audit) {
      await db.atomically([lockInsert(lock), ...audited(audit)])
    },
    async setReviewLocks(add, lift, audit) {
      const gone = lift.map(id => kysely.deleteFrom('locks').where('id', '=', id).compile())
      await db.atomically([...gone, ...add.map(lockInsert), ...audited(audit)])
    },
    async liftLock(id, audit) {
      await db.atomically([kysely.deleteFrom('locks').where('id', '=', id).compile(), ...audited(audit)])
    },
    async addOffice({ account, department, role: held, deputy, until, at }, audit) {
      await db.atomically([
        kysely
          .insertInto('offices')
          .values({ account_id: account, department_id: department, role: held, deputy: deputy ? 1 : 0, until, at })
          .compile(),
        ...audited(audit),
      ])
    },
    async endOffice(id, audit) {
      await db.atomically([kysely.deleteFrom('offices').where('id', '=', id).compile(), ...audited(audit)])
    },
  }
}
