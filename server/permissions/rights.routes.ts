import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { hasRole } from '../../shared/permissions/standing.ts'
import { newLock, newOffice, newRules, officesAnswer, rulesAnswer } from '../../shared/protocol/api-rights.ts'
import { type ApiEnv, accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { AccountStore } from '../storage/account-store.ts'
import type { AuditEntry, AuditKind } from '../storage/audit-entry.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'
import type { RightsBook } from './rights-book.ts'
import { requireRightsKeeper } from './table-access.ts'

const tags = ['rights']
const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })
const accountParams = z.object({ id: z.string().max(100) })

const putRules = createRoute({
  method: 'put',
  path: '/api/tables/{id}/rules',
  tags,
  summary: 'Who reads and exports a table, and until when it is filled (planning office)',
  request: { params: tableParams, body: body(newRules) },
  responses: { 200: json('the rules as they are now', rulesAnswer), ...failures(401, 403, 404, 422) },
})

const postLock = createRoute({
  method: 'post',
  path: '/api/tables/{id}/locks',
  tags,
  summary: 'Locks a cell, a row, a column, a department’s rows or the table (planning office)',
  request: { params: tableParams, body: body(newLock) },
  responses: { 200: json('the rules as they are now', rulesAnswer), ...failures(401, 403, 404, 422) },
})

const deleteLock = createRoute({
  method: 'delete',
  path: '/api/tables/{id}/locks/{lock}',
  tags,
  summary: 'Lifts a lock (planning office)',
  request: { params: tableParams.extend({ lock: z.coerce.number().int() }) },
  responses: { 200: json('the rules as they are now', rulesAnswer), ...failures(401, 403, 404) },
})

const postOffice = createRoute({
  method: 'post',
  path: '/api/accounts/{id}/offices',
  tags,
  summary: 'Gives an account a further office or makes it a deputy (planning office: as clerk; administrator: any)',
  request: { params: accountParams, body: body(newOffice) },
  responses: { 200: json('its offices as they are now', officesAnswer), ...failures(401, 403, 404, 422) },
})

const deleteOffice = createRoute({
  method: 'delete',
  path: '/api/accounts/{id}/offices/{office}',
  tags,
  summary: 'Ends an office (planning office: of a clerk; administrator: any)',
  request: { params: accountParams.extend({ office: z.coerce.number().int() }) },
  responses: { 200: json('its offices as they are now', officesAnswer), ...failures(401, 403, 404) },
})

export interface RightsRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly accounts: AccountStore
  readonly rights: RightsBook
  readonly clock: () => number
}

export function rightsRoutes({ catalogue, accounts, rights, clock }: RightsRoutesNeeds) {
  const entry = (c: Context<ApiEnv>, kind: AuditKind, table: string | null, facts: object): AuditEntry => ({
    at: clock(),
    kind,
    table,
    account: accountOf(c).id,
    address: c.get('address'),
    facts: { ...facts },
  })

  /** @throws ApiFailure not-found, not-allowed */
  async function kept(c: Context<ApiEnv>, id: string): Promise<string> {
    const { id: tableId } = await catalogue.find(accountOf(c), id)
    requireRightsKeeper(rights, accountOf(c))
    return tableId
  }

  /** @throws ApiFailure unknown-department */
  async function requireDepartments(ids: readonly string[]): Promise<void> {
    const known = new Set((await accounts.listDepartments()).map(({ id }) => id))
    for (const department of ids)
      if (!known.has(department)) throw new ApiFailure('unknown-department', { params: { department } })
  }

  /** @throws ApiFailure not-allowed, not-found */
  async function holder(c: Context<ApiEnv>, id: string, role: string) {
    const mayGive = hasRole(accountOf(c), 'admin', clock())
    if (!mayGive && role !== 'clerk') throw new ApiFailure('not-allowed')
    if (!mayGive) requireRightsKeeper(rights, accountOf(c))
    const found = await accounts.findById(id)
    if (found === null) throw new ApiFailure('not-found')
    return found.id
  }

  return apiRouter()
    .openapi(putRules, async c => {
      const tableId = await kept(c, c.req.valid('param').id)
      const after = c.req.valid('json')
      const named = [...after.read.departments, ...after.export.departments, ...Object.keys(after.extensions)]
      await requireDepartments(named)
      const { locks: _, ...before } = rights.sent(tableId)
      await rights.change({ kind: 'table', tableId }, store =>
        store.setRules(tableId, after, entry(c, 'rules-changed', tableId, { before, after })),
      )
      return c.json(rights.sent(tableId), 200)
    })
    .openapi(postLock, async c => {
      const tableId = await kept(c, c.req.valid('param').id)
      const asked = c.req.valid('json')
      if (asked.department !== null) await requireDepartments([asked.department])
      const lock = { ...asked, kind: 'locked', table: tableId, account: accountOf(c).id, at: clock() } as const
      await rights.change({ kind: 'table', tableId }, store =>
        store.addLock(lock, entry(c, 'lock-set', tableId, asked)),
      )
      return c.json(rights.sent(tableId), 200)
    })
    .openapi(deleteLock, async c => {
      const { id, lock: lockId } = c.req.valid('param')
      const tableId = await kept(c, id)
      const held = rights.sent(tableId).locks.find(lock => lock.id === lockId)
      if (held === undefined) throw new ApiFailure('not-found')
      await rights.change({ kind: 'table', tableId }, store =>
        store.liftLock(lockId, entry(c, 'lock-lifted', tableId, held)),
      )
      return c.json(rights.sent(tableId), 200)
    })
    .openapi(postOffice, async c => {
      const office = c.req.valid('json')
      const accountId = await holder(c, c.req.valid('param').id, office.role)
      if (office.department !== null) await requireDepartments([office.department])
      await rights.change({ kind: 'account', accountId }, store =>
        store.addOffice(
          { ...office, account: accountId, at: clock() },
          entry(c, 'office-given', null, { subject: accountId, ...office }),
        ),
      )
      return c.json([...rights.officesOf(accountId)], 200)
    })
    .openapi(deleteOffice, async c => {
      const { id, office: officeId } = c.req.valid('param')
      const office = rights.officesOf(id).find(each => each.id === officeId)
      const accountId = await holder(c, id, office?.role ?? 'clerk')
      if (office === undefined) throw new ApiFailure('not-found')
      await rights.change({ kind: 'account', accountId }, store =>
        store.endOffice(officeId, entry(c, 'office-ended', null, { subject: accountId, ...office })),
      )
      return c.json([...rights.officesOf(accountId)], 200)
    })
}
