import { createRoute, z } from '@hono/zod-openapi'
import { auditLine, auditQuery } from '../../shared/protocol/api-rights.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import { requireAuditor } from '../permissions/table-access.ts'
import { AUDIT_KINDS } from '../storage/audit-entry.ts'
import type { AuditStore } from '../storage/audit-store.ts'

const getAudit = createRoute({
  method: 'get',
  path: '/api/audit',
  tags: ['audit'],
  summary: 'What happened, newest first: cells, structure, rights, accounts, exports (auditor, administrator)',
  request: { query: auditQuery },
  responses: { 200: json('lines of the log', z.array(auditLine)), ...failures(401, 403, 422) },
})

export function auditRoutes(audit: AuditStore, rights: RightsBook) {
  return apiRouter().openapi(getAudit, async c => {
    requireAuditor(rights, accountOf(c))
    const { kind, ...filter } = c.req.valid('query')
    const kinds = kind === undefined ? undefined : AUDIT_KINDS.filter(known => known === kind)
    const lines = await audit.lines({ ...filter, kinds })
    return c.json(
      lines.map(line => ({ ...line, facts: { ...line.facts } })),
      200,
    )
  })
}
