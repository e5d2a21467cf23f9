import { z } from 'zod'
import { account, role } from '../accounts/account.ts'
import { ID } from '../document/keys.ts'
import { chosenPassword } from './api-session.ts'

const departmentId = z.string().regex(ID).meta({ description: 'letters, digits, `_`, `.` and `-`, such as `gongxin`' })
const personName = z.string().trim().min(1).max(100)

/** `POST /api/departments`: adds one, or renames or moves the one that has this id. */
export const newDepartment = z
  .object({
    id: departmentId,
    name: personName,
    position: z.number().int().min(0).max(1_000_000).optional().meta({ description: 'left out: stays, or the last' }),
  })
  .meta({ id: 'NewDepartment' })

export const departmentAnswer = z
  .object({ id: z.string(), name: z.string(), position: z.number().int() })
  .meta({ id: 'ListedDepartment' })

/** `POST /api/accounts` */
export const newAccount = z
  .object({
    account: z
      .string()
      .regex(/^[\p{L}\p{N}._@-]{1,100}$/u)
      .meta({ description: 'what the person signs in with' }),
    name: personName,
    department: departmentId.nullable().default(null).meta({ description: 'a clerk fills the rows of this one' }),
    roles: z.array(role).min(1).max(5),
    password: chosenPassword.optional().meta({ description: 'left out: a random one, answered this once' }),
  })
  .meta({ id: 'NewAccount' })

/** `PATCH /api/accounts/{id}`: what is left out stays. */
export const accountChange = z
  .object({
    name: personName.optional(),
    department: departmentId.nullable().optional(),
    roles: z.array(role).min(1).max(5).optional(),
    disabled: z.literal(false).optional().meta({ description: 'gives a disabled account back' }),
  })
  .meta({ id: 'AccountChange' })

/** What an administrator sees of an account. */
export const managedAccount = account
  .extend({
    disabled: z.boolean(),
    createdAt: z.number().meta({ description: 'ms since 1970' }),
    shutUntil: z.number().nullable().meta({
      description: 'too many wrong passwords: until when somebody has to wait, ms since 1970; null: nobody has',
    }),
  })
  .meta({ id: 'ManagedAccount' })
export type ManagedAccount = z.infer<typeof managedAccount>

export const accountsQuery = z.object({
  disabled: z.enum(['true', 'false']).default('false').meta({ description: 'the disabled ones too' }),
})

/** A place where somebody is signed in. */
export const listedSession = z
  .object({
    id: z.string(),
    createdAt: z.number().meta({ description: 'ms since 1970' }),
    lastUsedAt: z.number().meta({ description: 'ms since 1970, to the hour' }),
    address: z.string().nullable().meta({ description: 'where it was begun' }),
    agent: z.string().nullable().meta({ description: 'as the browser calls itself' }),
    current: z.boolean().meta({ description: 'the one that asks' }),
  })
  .meta({ id: 'Session' })
export type ListedSession = z.infer<typeof listedSession>

const generated = { password: z.string().optional().meta({ description: 'where it was generated: shown this once' }) }

export const createdAccount = account.extend(generated).meta({ id: 'CreatedAccount' })

/** `POST /api/accounts/{id}/password` */
export const passwordReset = z
  .object({ password: chosenPassword.optional().meta({ description: 'left out: a random one, answered this once' }) })
  .meta({ id: 'PasswordReset' })

export const passwordResetAnswer = z.object(generated).meta({ id: 'PasswordWasReset' })
