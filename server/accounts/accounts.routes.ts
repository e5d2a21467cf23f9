import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Acting } from '../../shared/accounts/account.ts'
import {
  accountChange,
  accountsQuery,
  createdAccount,
  managedAccount,
  newAccount,
  passwordReset,
  passwordResetAnswer,
} from '../../shared/protocol/api-accounts.ts'
import { sessionAnswer } from '../../shared/protocol/api-session.ts'
import { type ApiEnv, accountOf, apiRouter, doneBy, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import { requireAdmin } from '../permissions/table-access.ts'
import { type AccountStore, AccountTaken } from '../storage/account-store.ts'
import { hashPassword } from './passwords.ts'
import { newPassword } from './secrets.ts'
import type { Proof, Sessions } from './sessions.ts'

const tags = ['accounts']
const params = z.object({ id: z.string().max(100).meta({ description: 'account id' }) })

const getAccounts = createRoute({
  method: 'get',
  path: '/api/accounts',
  tags,
  summary: 'Everybody who may sign in (administrator)',
  request: { query: accountsQuery },
  responses: { 200: json('by sign-in name', z.array(managedAccount)), ...failures(401, 403, 422) },
})

const postAccount = createRoute({
  method: 'post',
  path: '/api/accounts',
  tags,
  summary: 'Adds an account (administrator)',
  request: { body: { required: true, content: { 'application/json': { schema: newAccount } } } },
  responses: { 201: json('the account', createdAccount), ...failures(401, 403, 409, 422) },
})

const postPassword = createRoute({
  method: 'post',
  path: '/api/accounts/{id}/password',
  tags,
  summary: 'Gives an account a new password and ends its sessions; tokens go on (administrator)',
  request: { params, body: { required: true, content: { 'application/json': { schema: passwordReset } } } },
  responses: { 200: json('set', passwordResetAnswer), ...failures(401, 403, 404, 422) },
})

const patchAccount = createRoute({
  method: 'patch',
  path: '/api/accounts/{id}',
  tags,
  summary: 'Changes a name, a department or roles, or gives a disabled account back (administrator)',
  description: 'It counts at once: open sockets of the account come again.',
  request: { params, body: { required: true, content: { 'application/json': { schema: accountChange } } } },
  responses: { 200: json('as it is now', sessionAnswer), ...failures(401, 403, 404, 409, 422) },
})

const deleteLockout = createRoute({
  method: 'delete',
  path: '/api/accounts/{id}/lockout',
  tags,
  summary: 'Lets an account sign in again that too many wrong passwords have shut (administrator)',
  request: { params },
  responses: { 204: { description: 'open again' }, ...failures(401, 403, 404) },
})

const deleteAccount = createRoute({
  method: 'delete',
  path: '/api/accounts/{id}',
  tags,
  summary: 'Disables an account: its sessions and tokens end, what it has done stays in the log (administrator)',
  request: { params },
  responses: { 204: { description: 'disabled' }, ...failures(401, 403, 404, 409) },
})

export interface AccountRoutesNeeds {
  readonly accounts: AccountStore
  readonly clock: () => number
  readonly lockouts: Pick<Sessions, 'shutUntil' | 'forgive'>
  officesOf(account: string): readonly Acting[]
  endSockets(ended: (proof: Proof) => boolean): void
  /** closes the sockets of an account, which come again as what it is now */
  reopenSockets(account: string): void
}

export function accountRoutes({
  accounts,
  clock,
  lockouts: { shutUntil, forgive },
  officesOf,
  endSockets,
  reopenSockets,
}: AccountRoutesNeeds) {
  /** @throws ApiFailure not-allowed, not-found */
  async function subject(c: Context<ApiEnv>, id: string) {
    requireAdmin(accountOf(c))
    const found = await accounts.findById(id)
    if (found === null) throw new ApiFailure('not-found')
    return found
  }

  /** @throws ApiFailure unknown-department */
  async function requireDepartment(department: string | null): Promise<void> {
    if (department !== null && !(await accounts.listDepartments()).some(({ id }) => id === department))
      throw new ApiFailure('unknown-department', { params: { department } })
  }

  return apiRouter()
    .openapi(getAccounts, async c => {
      requireAdmin(accountOf(c))
      const all = c.req.valid('query').disabled === 'true'
      const known = (await accounts.listEverybody()).filter(({ disabled }) => all || !disabled)
      return c.json(
        known.map(each => ({ ...each, acts: [...officesOf(each.id)], shutUntil: shutUntil(each.account) })),
        200,
      )
    })
    .openapi(postAccount, async c => {
      requireAdmin(accountOf(c))
      const { password, ...asked } = c.req.valid('json')
      await requireDepartment(asked.department)
      const secret = password ?? newPassword()
      const passwordHash = await hashPassword(secret)
      const roles = [...new Set(asked.roles)]
      const created = await accounts
        .createAccount({ ...asked, roles, passwordHash, at: clock(), by: doneBy(c, clock) })
        .catch(error => {
          if (error instanceof AccountTaken)
            throw new ApiFailure('account-taken', { params: { account: asked.account } })
          throw error
        })
      return c.json({ ...created, ...(password === undefined && { password: secret }) }, 201)
    })
    .openapi(postPassword, async c => {
      const { id } = await subject(c, c.req.valid('param').id)
      const { password } = c.req.valid('json')
      const secret = password ?? newPassword()
      await accounts.setPassword(id, await hashPassword(secret), doneBy(c, clock))
      endSockets(proof => proof.kind === 'session' && proof.account === id)
      return c.json(password === undefined ? { password: secret } : {}, 200)
    })
    .openapi(patchAccount, async c => {
      requireAdmin(accountOf(c))
      const { id } = c.req.valid('param')
      const { roles, ...asked } = c.req.valid('json')
      // the last administrator would lock everybody out
      if (id === accountOf(c).id && roles?.includes('admin') === false) throw new ApiFailure('own-account')
      await requireDepartment(asked.department ?? null)
      const change = { ...asked, roles: roles && [...new Set(roles)] }
      const changed = await accounts.changeAccount(id, change, doneBy(c, clock))
      if (changed === null) throw new ApiFailure('not-found')
      reopenSockets(id)
      return c.json(changed, 200)
    })
    .openapi(deleteLockout, async c => {
      const { id, account } = await subject(c, c.req.valid('param').id)
      if (shutUntil(account) === null) throw new ApiFailure('not-found')
      await accounts.liftLockout(id, doneBy(c, clock))
      forgive(account)
      return c.body(null, 204)
    })
    .openapi(deleteAccount, async c => {
      const { id } = await subject(c, c.req.valid('param').id)
      // the last administrator would lock everybody out
      if (id === accountOf(c).id) throw new ApiFailure('own-account')
      await accounts.disableAccount(id, doneBy(c, clock))
      endSockets(proof => proof.account === id)
      return c.body(null, 204)
    })
}
