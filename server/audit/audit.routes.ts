import { createRoute, z } from '@hono/zod-openapi'
import type { Account } from '../../shared/accounts/account.ts'
import { dayAndMinute } from '../../shared/core/moments.ts'
import {
  type AuditExportQuery,
  auditExportQuery,
  auditPage,
  auditPageQuery,
  auditPerson,
} from '../../shared/protocol/api-audit.ts'
import { auditLine, auditQuery } from '../../shared/protocol/api-rights.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { mayExport } from '../excel/record-export.ts'
import { say } from '../messages/say.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import { requireAuditor } from '../permissions/table-access.ts'
import { AUDIT_KINDS } from '../storage/audit-entry.ts'
import type { AuditStore } from '../storage/audit-store.ts'
import { type NameBook, type NamesNeeds, openNameBook } from './audit-names.ts'
import { cursorOf, cursorText, readAudit } from './read-audit.ts'

const tags = ['audit']
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const getAudit = createRoute({
  method: 'get',
  path: '/api/audit',
  tags,
  summary: 'What happened, newest first: cells, structure, rights, accounts, exports (auditor, administrator)',
  description: 'As it is stored, for programs. Tables that the caller may not read are left out.',
  request: { query: auditQuery },
  responses: { 200: json('lines of the log', z.array(auditLine)), ...failures(401, 403, 422) },
})

const getLines = createRoute({
  method: 'get',
  path: '/api/audit/lines',
  tags,
  summary: 'The same in words, filtered and page by page (auditor, administrator)',
  request: { query: auditPageQuery },
  responses: { 200: json('a page of the log', auditPage), ...failures(401, 403, 422) },
})

const getPeople = createRoute({
  method: 'get',
  path: '/api/audit/people',
  tags,
  summary: 'Whom the log may name (auditor, administrator)',
  responses: { 200: json('by sign-in name, the disabled ones too', z.array(auditPerson)), ...failures(401, 403) },
})

const getExport = createRoute({
  method: 'get',
  path: '/api/audit/export.xlsx',
  tags,
  summary: 'What is filtered as a workbook; taking it is a line of the log (auditor, administrator)',
  description: 'Tables that the caller may not export are left out, and the workbook says how many.',
  request: { query: auditExportQuery },
  responses: {
    200: { description: 'the workbook', content: { [XLSX]: { schema: z.string().meta({ format: 'binary' }) } } },
    ...failures(401, 403, 422),
  },
})

/** a workbook that people still open without waiting */
const MOST_EXPORTED = 50_000

export interface AuditRoutesNeeds extends NamesNeeds {
  readonly audit: AuditStore
  readonly rights: RightsBook
  readonly clock: () => number
}

export function auditRoutes(needs: AuditRoutesNeeds) {
  const { audit, rights, tables, clock } = needs

  const tablesThat = async (mayNot: (tableId: string) => boolean) =>
    (await tables.listTables()).map(({ id }) => id).filter(mayNot)
  const unread = (account: Account) => tablesThat(id => !rights.mayRead(account, id))

  return apiRouter()
    .openapi(getAudit, async c => {
      const account = accountOf(c)
      requireAuditor(rights, account)
      const { kind, ...filter } = c.req.valid('query')
      const kinds = kind === undefined ? undefined : AUDIT_KINDS.filter(known => known === kind)
      const lines = await audit.lines({ ...filter, kinds, without: await unread(account) })
      return c.json(
        lines.map(line => ({ ...line, facts: { ...line.facts } })),
        200,
      )
    })
    .openapi(getLines, async c => {
      const account = accountOf(c)
      requireAuditor(rights, account)
      const { after, limit, ...filter } = c.req.valid('query')
      const reader = {
        audit,
        names: await openNameBook(needs),
        language: c.get('language'),
        without: await unread(account),
      }
      const { lines, next, searchedTo } = await readAudit(
        reader,
        filter,
        after === undefined ? null : cursorOf(after),
        limit,
      )
      return c.json({ lines: [...lines], next: next === null ? null : cursorText(next), searchedTo }, 200)
    })
    .openapi(getPeople, async c => {
      requireAuditor(rights, accountOf(c))
      const everybody = await needs.accounts.listEverybody()
      return c.json(
        everybody.map(({ id, account, name, departmentName }) => ({ id, account, name, departmentName })),
        200,
      )
    })
    .openapi(getExport, async c => {
      const account = accountOf(c)
      requireAuditor(rights, account)
      const language = c.get('language')
      const filter = c.req.valid('query')
      const without = await tablesThat(id => !mayExport(rights, account, id))
      const names = await openNameBook(needs)
      const reader = { audit, names, language, without }
      const { lines, next } = await readAudit(reader, filter, null, MOST_EXPORTED, Number.POSITIVE_INFINITY)
      // what leaves is in the log before it leaves
      const facts = { form: 'audit', lines: lines.length, filter: { ...filter } }
      await audit.append({
        at: clock(),
        kind: 'exported',
        table: null,
        account: account.id,
        address: c.get('address'),
        facts,
      })
      const lead = {
        count: lines.length,
        at: dayAndMinute(clock()),
        who: account.name,
        filter: filterText(filter, names) || say(language, 'audit.book-all'),
      }
      const notes = [
        say(language, 'audit.book-lead', lead),
        ...(next === null ? [] : [say(language, 'audit.book-cut', { count: lines.length })]),
        ...(without.length === 0 ? [] : [say(language, 'audit.book-without', { count: without.length })]),
      ]
      // loaded when first needed, like every workbook
      const { auditWorkbook } = await import('./audit-workbook.ts')
      const bytes = await auditWorkbook({ lines, notes, language, printedAt: new Date(clock()) })
      const title = say(language, 'audit.book-title')
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': XLSX,
        'content-disposition': `attachment; filename="audit.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`,
        'cache-control': 'no-store',
      }) as never
    })
}

/** The filter as the head of the workbook tells it. */
function filterText({ account, table, department, kind, from, to, text }: AuditExportQuery, names: NameBook): string {
  const period = from === undefined && to === undefined ? '' : `${day(from)} — ${day(to)}`
  return [
    account === undefined ? '' : names.account(account),
    department === undefined ? '' : names.department(department),
    table === undefined ? '' : (names.table(table)?.title ?? table),
    kind ?? '',
    period,
    text ?? '',
  ]
    .filter(part => part !== '')
    .join(' · ')
}

const day = (ms: number | undefined): string => (ms === undefined ? '' : dayAndMinute(ms))
