import { z } from 'zod'

export const role = z.enum(['clerk', 'planning', 'leader', 'auditor', 'admin'])
export type Role = z.infer<typeof role>

/** A further office of a person: a second department, or another's work while they are away (代理). */
export const acting = z.object({
  id: z.number().int(),
  /** null: the role is of no department, such as the planning office's */
  department: z.string().nullable(),
  departmentName: z.string().nullable(),
  role,
  deputy: z.boolean(),
  /** ms since 1970; null: until further notice */
  until: z.number().int().nullable(),
})
export type Acting = z.infer<typeof acting>

/** A person as everybody may see them. `department` is a department id such as `gongxin`. */
export const account = z.object({
  id: z.string(),
  /** sign-in name */
  account: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  departmentName: z.string().nullable(),
  roles: z.array(role),
  /** left out: none */
  acts: z.array(acting).optional(),
})
export type Account = z.infer<typeof account>
