import type { AuditEntry, AuditKind } from './audit-entry.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { AuditFilter, AuditLine, AuditStore } from './audit-store.ts'
import type { Database } from './database.ts'

export function createAuditStore(db: Database): AuditStore {
  const { kysely } = db
  const audited = auditInserts(db)

  async function others({ account, table, kinds, from, to, limit }: AuditFilter): Promise<AuditLine[]> {
    let query = kysely
      .selectFrom('audit as l')
      .leftJoin('accounts as a', 'a.id', 'l.account_id')
      .select(['l.id', 'l.at', 'l.kind', 'l.table_id', 'l.account_id', 'a.name', 'l.address', 'l.facts'])
      .where('l.update_id', 'is', null)
    if (account !== undefined) query = query.where('l.account_id', '=', account)
    if (table !== undefined) query = query.where('l.table_id', '=', table)
    if (kinds !== undefined) query = query.where('l.kind', 'in', kinds)
    if (from !== undefined) query = query.where('l.at', '>=', from)
    if (to !== undefined) query = query.where('l.at', '<=', to)
    const rows = await query.orderBy('l.id', 'desc').limit(limit).execute()
    return rows.map(row => ({
      id: row.id,
      at: row.at,
      kind: row.kind as AuditKind,
      table: row.table_id,
      account: row.account_id,
      accountName: row.name,
      address: row.address,
      facts: JSON.parse(row.facts) as AuditEntry['facts'],
    }))
  }

  async function cells({ account, table, from, to, limit }: AuditFilter): Promise<AuditLine[]> {
    let query = kysely
      .selectFrom('effects as e')
      .leftJoin('audit as l', 'l.update_id', 'e.update_id')
      .leftJoin('accounts as a', 'a.id', 'e.account_id')
      .select(['l.id as line', 'l.facts', 'e.id', 'e.at', 'e.table_id', 'e.account_id', 'a.name'])
      .select(['e.map', 'e.item', 'e.fact', 'e.before', 'e.after', 'e.reason'])
    if (account !== undefined) query = query.where('e.account_id', '=', account)
    if (table !== undefined) query = query.where('e.table_id', '=', table)
    if (from !== undefined) query = query.where('e.at', '>=', from)
    if (to !== undefined) query = query.where('e.at', '<=', to)
    const rows = await query.orderBy('e.id', 'desc').limit(limit).execute()
    return rows.map(row => {
      const addresses = row.facts === null ? undefined : (JSON.parse(row.facts) as Vouched).addresses
      return {
        id: row.line ?? 0,
        at: row.at,
        kind: 'cells',
        table: row.table_id,
        account: row.account_id,
        accountName: row.name,
        address: addresses?.[row.account_id] ?? null,
        facts: {
          map: row.map,
          row: row.item,
          column: row.fact,
          before: JSON.parse(row.before),
          after: JSON.parse(row.after),
          ...(row.reason !== null && { reason: row.reason }),
        },
      }
    })
  }

  return {
    async append(entry) {
      await db.atomically(audited(entry))
    },
    async lines(filter) {
      const { kinds, limit } = filter
      const wantsCells = kinds === undefined || kinds.includes('cells')
      const [changed, rest] = await Promise.all([wantsCells ? cells(filter) : [], others(filter)])
      return [...changed, ...rest].sort((a, b) => b.at - a.at || b.id - a.id).slice(0, limit)
    },
    async head() {
      const last = await kysely.selectFrom('audit').select(['id', 'hash']).orderBy('id', 'desc').limit(1).execute()
      return last[0] ?? null
    },
  }
}

interface Vouched {
  readonly addresses?: Readonly<Record<string, string>>
}
