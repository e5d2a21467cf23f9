import { z } from 'zod'
import { acting, role } from '../accounts/account.ts'
import { access, tableRules } from '../permissions/rules.ts'

const moment = z.number().int().min(0).max(8_640_000_000_000_000).meta({ description: 'ms since 1970' })

export const newRules = z
  .object({
    read: access,
    export: access,
    deadline: moment.nullable(),
    extensions: z.record(z.string().max(100), moment),
  })
  .meta({ id: 'NewRules' })
export const rulesAnswer = tableRules.meta({ id: 'Rules' })

export const newLock = z
  .object({
    row: z.string().min(1).max(200).nullable(),
    column: z.string().min(1).max(200).nullable(),
    department: z.string().min(1).max(100).nullable(),
    words: z.string().trim().min(1).max(500).meta({ description: 'why' }),
    until: moment.nullable(),
  })
  .meta({ id: 'NewLock' })

export const newOffice = z
  .object({
    department: z.string().max(100).nullable(),
    role,
    deputy: z.boolean(),
    until: moment.nullable(),
  })
  .refine(({ deputy, until }) => !deputy || until !== null, { path: ['until'], message: 'a deputy has an end' })
  .refine(({ role: held, department }) => held !== 'clerk' || department !== null, {
    path: ['department'],
    message: 'a clerk fills the rows of a department',
  })
  .meta({ id: 'NewOffice' })
export const officesAnswer = z.array(acting)

export const auditQuery = z.object({
  account: z.string().max(100).optional().meta({ description: 'account id' }),
  table: z.string().max(200).optional().meta({ description: 'table id' }),
  kind: z.string().max(40).optional(),
  from: z.coerce.number().int().optional().meta({ description: 'ms since 1970' }),
  to: z.coerce.number().int().optional().meta({ description: 'ms since 1970' }),
  limit: z.coerce.number().int().min(1).max(5_000).default(200),
})
export const auditLine = z
  .object({
    id: z.number().int(),
    change: z.number().int().nullable().meta({ description: 'of a cell: which change of its commit' }),
    at: z.number(),
    kind: z.string(),
    table: z.string().nullable(),
    account: z.string().nullable(),
    accountName: z.string().nullable(),
    department: z.string().nullable().meta({ description: 'of the person, as it is now' }),
    address: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditLine' })
