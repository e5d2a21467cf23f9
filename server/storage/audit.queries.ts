import type { AuditEntry, AuditKind } from './audit-entry.ts'
import { auditInserts } from './audit-insert.queries.ts'
import type { AuditFilter, AuditLine, AuditSlice, AuditStore } from './audit-store.ts'
import type { Database } from './database.ts'

export function createAuditStore(db: Database): AuditStore {
  const { kysely } = db
  const audited = auditInserts(db)

  async function others(filter: AuditFilter): Promise<AuditLine[]> {
    const { account, table, kinds, from, to, department, without, before, limit } = filter
    let query = kysely
      .selectFrom('audit as l')
      .leftJoin('accounts as a', 'a.id', 'l.account_id')
      .select(['l.id', 'l.at', 'l.kind', 'l.table_id', 'l.account_id', 'a.name', 'l.address', 'l.facts'])
      .select('a.department_id')
      .where('l.update_id', 'is', null)
    if (account !== undefined) query = query.where('l.account_id', '=', account)
    if (table !== undefined) query = query.where('l.table_id', '=', table)
    if (kinds !== undefined) query = query.where('l.kind', 'in', kinds)
    if (from !== undefined) query = query.where('l.at', '>=', from)
    if (to !== undefined) query = query.where('l.at', '<=', to)
    if (department !== undefined) query = query.where('a.department_id', '=', department)
    if (without !== undefined && without.length > 0)
      query = query.where(where => where.or([where('l.table_id', 'is', null), where('l.table_id', 'not in', without)]))
    if (typeof before?.line === 'number') query = query.where('l.id', '<', before.line)
    const rows = await query.orderBy('l.id', 'desc').limit(limit).execute()
    return rows.map(row => ({
      id: row.id,
      change: null,
      at: row.at,
      kind: row.kind as AuditKind,
      table: row.table_id,
      account: row.account_id,
      accountName: row.name,
      department: row.department_id,
      address: row.address,
      facts: JSON.parse(row.facts) as AuditEntry['facts'],
    }))
  }

  async function cells(filter: AuditFilter): Promise<AuditLine[]> {
    const { account, table, from, to, department, without, before, limit } = filter
    let query = kysely
      .selectFrom('effects as e')
      .leftJoin('audit as l', 'l.update_id', 'e.update_id')
      .leftJoin('accounts as a', 'a.id', 'e.account_id')
      .select(['l.id as line', 'l.facts', 'e.id', 'e.at', 'e.table_id', 'e.account_id', 'a.name', 'a.department_id'])
      .select(['e.map', 'e.item', 'e.fact', 'e.before', 'e.after', 'e.reason'])
    if (account !== undefined) query = query.where('e.account_id', '=', account)
    if (table !== undefined) query = query.where('e.table_id', '=', table)
    if (from !== undefined) query = query.where('e.at', '>=', from)
    if (to !== undefined) query = query.where('e.at', '<=', to)
    if (department !== undefined) query = query.where('a.department_id', '=', department)
    if (without !== undefined && without.length > 0) query = query.where('e.table_id', 'not in', without)
    if (typeof before?.change === 'number') query = query.where('e.id', '<', before.change)
    const rows = await query.orderBy('e.id', 'desc').limit(limit).execute()
    return rows.map(row => {
      const addresses = row.facts === null ? undefined : (JSON.parse(row.facts) as Vouched).addresses
      return {
        id: row.line ?? 0,
        change: row.id,
        at: row.at,
        kind: 'cells',
        table: row.table_id,
        account: row.account_id,
        accountName: row.name,
        department: row.department_id,
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

  async function slice(filter: AuditFilter): Promise<AuditSlice> {
    const { kinds, limit, before = { line: null, change: null } } = filter
    if (kinds?.length === 0) return { lines: [], next: null }
    const wantsCells = kinds === undefined || kinds.includes('cells')
    const [changed, rest] = await Promise.all([wantsCells ? cells(filter) : [], others(filter)])
    const lines = merged(changed, rest, limit)
    if (lines.length < limit) return { lines, next: null }
    const change = lines.findLast(line => line.change !== null)?.change ?? before.change
    const line = lines.findLast(each => each.change === null)?.id ?? before.line
    return { lines, next: { line, change } }
  }

  return {
    slice,
    async append(entry) {
      await db.atomically(audited(entry))
    },
    lines: async filter => (await slice(filter)).lines,
    async head() {
      const last = await kysely.selectFrom('audit').select(['id', 'hash']).orderBy('id', 'desc').limit(1).execute()
      return last[0] ?? null
    },
  }
}

/** Both are in the order they were written in, and stay so, whatever the clock said: a page begins where the one before ended. */
function merged(a: readonly AuditLine[], b: readonly AuditLine[], most: number): AuditLine[] {
  const out: AuditLine[] = []
  let [i, j] = [0, 0]
  while (out.length < most) {
    const [x, y] = [a[i], b[j]]
    if (x === undefined && y === undefined) break
    if (y === undefined || (x !== undefined && (x.at > y.at || (x.at === y.at && x.id > y.id)))) {
      out.push(x!)
      i++
    } else {
      out.push(y)
      j++
    }
  }
  return out
}

interface Vouched {
  readonly addresses?: Readonly<Record<string, string>>
}
