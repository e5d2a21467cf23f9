import { z } from 'zod'

export const role = z.enum(['clerk', 'planning', 'leader', 'auditor', 'admin'])
export type Role = z.infer<typeof role>

/** A person as everybody may see them. `department` is a department id such as `gongxin`. */
export const account = z.object({
  id: z.string(),
  /** sign-in name */
  account: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  departmentName: z.string().nullable(),
  roles: z.array(role),
})
export type Account = z.infer<typeof account>
