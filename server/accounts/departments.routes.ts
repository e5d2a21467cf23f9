import { createRoute, z } from '@hono/zod-openapi'
import { departmentAnswer, newDepartment } from '../../shared/protocol/api-accounts.ts'
import { accountOf, apiRouter, doneBy, failures, json } from '../api.routes.ts'
import { requireAdmin } from '../permissions/table-access.ts'
import type { AccountStore } from '../storage/account-store.ts'

const tags = ['accounts']

const getDepartments = createRoute({
  method: 'get',
  path: '/api/departments',
  tags,
  summary: 'The departments, which own rows',
  responses: { 200: json('in display order', z.array(departmentAnswer)), ...failures(401) },
})

const postDepartment = createRoute({
  method: 'post',
  path: '/api/departments',
  tags,
  summary: 'Adds a department, or renames or moves the one that has this id (administrator)',
  request: { body: { required: true, content: { 'application/json': { schema: newDepartment } } } },
  responses: { 200: json('the department', departmentAnswer), ...failures(401, 403, 422) },
})

export function departmentRoutes(accounts: AccountStore, clock: () => number) {
  return apiRouter()
    .openapi(getDepartments, async c => {
      accountOf(c)
      return c.json([...(await accounts.listDepartments())], 200)
    })
    .openapi(postDepartment, async c => {
      requireAdmin(accountOf(c))
      const { id, name, position } = c.req.valid('json')
      const known = await accounts.listDepartments()
      const last = Math.max(-1, ...known.map(each => each.position))
      const place = position ?? known.find(each => each.id === id)?.position ?? last + 1
      const department = { id, name, position: place }
      await accounts.upsertDepartments([department], doneBy(c, clock))
      return c.json(department, 200)
    })
}
