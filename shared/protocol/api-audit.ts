import { z } from 'zod'

const moment = z.coerce.number().int().optional().meta({ description: 'ms since 1970' })

/** What an auditor asks for; everything left out: all. */
const filter = {
  account: z.string().max(100).optional().meta({ description: 'account id' }),
  kind: z.string().max(500).optional().meta({ description: 'kinds of lines, separated by commas' }),
  table: z.string().max(200).optional().meta({ description: 'table id' }),
  department: z.string().max(100).optional().meta({ description: 'of the person, by id' }),
  from: moment,
  to: moment,
  text: z.string().max(200).optional().meta({ description: 'words that all stand somewhere in the line as it reads' }),
}
export const auditExportQuery = z.object(filter)
export type AuditExportQuery = z.infer<typeof auditExportQuery>

export const auditPageQuery = z.object({
  ...filter,
  after: z
    .string()
    .regex(/^\d*-\d*$/)
    .optional()
    .meta({ description: 'where to go on: `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

export const auditWords = z
  .object({
    id: z.string().meta({ description: 'unique' }),
    at: z.number().meta({ description: 'ms since 1970' }),
    kind: z.string(),
    account: z.string().nullable(),
    accountName: z.string().nullable().meta({ description: 'null: nobody had signed in, or the server itself' }),
    departmentName: z.string().nullable(),
    address: z.string().nullable().meta({ description: 'the other end of the line; null: the server itself' }),
    table: z.object({ name: z.string(), title: z.string() }).nullable(),
    cell: z
      .object({ row: z.string(), column: z.string() })
      .nullable()
      .meta({ description: 'where the line leads to, while it stands in the table' }),
    says: z.string().meta({ description: 'what happened, in a sentence of the caller’s language' }),
    before: z.string().nullable(),
    after: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AuditWords' })
export type AuditWords = z.infer<typeof auditWords>

export const auditPage = z
  .object({
    lines: z.array(auditWords),
    next: z.string().nullable().meta({ description: 'where to go on; null: that was all' }),
    searchedTo: z
      .number()
      .nullable()
      .meta({ description: 'the search rested here (ms since 1970) and goes on with `next`; null: it did not rest' }),
  })
  .meta({ id: 'AuditPage' })
export type AuditPage = z.infer<typeof auditPage>

/** Whom a line may name, those who are gone from the office too. */
export const auditPerson = z
  .object({ id: z.string(), account: z.string(), name: z.string(), departmentName: z.string().nullable() })
  .meta({ id: 'AuditPerson' })
export type AuditPerson = z.infer<typeof auditPerson>
