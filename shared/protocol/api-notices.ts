import { z } from 'zod'
import { noticeFacts } from '../notices/notice.ts'

export const noticesQuery = z.object({
  before: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: 'number of a notice: older ones; left out: the newest' }),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

export const noticeAnswer = z
  .object({
    /** counts up through the notices of everybody */
    id: z.number().int(),
    at: z.number().meta({ description: 'ms since 1970' }),
    read: z.boolean(),
    table: z.object({ id: z.string(), name: z.string() }),
    byName: z.string().nullable().meta({ description: 'who did it; null: the clock' }),
    what: noticeFacts,
  })
  .meta({ id: 'Notice' })
export type NoticeAnswer = z.infer<typeof noticeAnswer>

/** `GET /api/notices` */
export const noticesAnswer = z
  .object({
    notices: z.array(noticeAnswer).meta({ description: 'the caller’s own, newest first' }),
    unread: z.number().int().meta({ description: 'of all of them, not of this page' }),
    next: z.number().int().nullable().meta({ description: 'what `before` is to be for the next page; null: none' }),
  })
  .meta({ id: 'Notices' })
export type NoticesAnswer = z.infer<typeof noticesAnswer>

/** `PUT /api/notices/read` */
export const readBody = z.object({
  upTo: z.number().int().meta({ description: 'the newest notice that the person has seen' }),
})

/** `POST /api/urges` */
export const urgeBody = z.object({
  parts: z
    .array(z.object({ table: z.string().min(1).max(200), department: z.string().min(1).max(100) }))
    .min(1)
    .max(500),
})
export type UrgeBody = z.infer<typeof urgeBody>

export const urgedAnswer = z
  .object({
    parts: z.array(
      z.object({
        table: z.string().meta({ description: 'its id' }),
        department: z.string(),
        outcome: z.enum(['urged', 'already', 'not-owed', 'nobody']).meta({
          description:
            'already: today, by `byName`; not-owed: handed in or closed; nobody: none of its accounts may read the table',
        }),
        byName: z.string().nullable(),
        at: z.number().nullable().meta({ description: 'ms since 1970' }),
      }),
    ),
  })
  .meta({ id: 'Urged' })
export type UrgedAnswer = z.infer<typeof urgedAnswer>
