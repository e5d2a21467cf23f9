import type { AuditFilter } from '../api/audit.ts'

/** What is filtered, as it stands in the address: a filtered page can be sent to somebody. */
export interface AuditSearch {
  readonly account?: string
  /** kinds, separated by commas */
  readonly kind?: string
  readonly table?: string
  readonly department?: string
  /** days, `2026-11-27`, both included */
  readonly from?: string
  readonly to?: string
  readonly text?: string
}

const NAMES = ['account', 'kind', 'table', 'department', 'from', 'to', 'text'] as const

export const auditSearch = (search: Record<string, unknown>): AuditSearch =>
  Object.fromEntries(
    NAMES.flatMap(name => {
      const value = search[name]
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
      return text === '' ? [] : [[name, text]]
    }),
  )

/** Days are the reader's own: from its first moment to its last. */
export function filterOf({ from, to, ...rest }: AuditSearch): AuditFilter {
  const start = from === undefined ? Number.NaN : new Date(`${from}T00:00:00`).getTime()
  const end = to === undefined ? Number.NaN : new Date(`${to}T23:59:59.999`).getTime()
  return {
    ...rest,
    ...(Number.isNaN(start) ? {} : { from: String(start) }),
    ...(Number.isNaN(end) ? {} : { to: String(end) }),
  }
}
