import { z } from 'zod'
import { MOST_COMMENT } from '../comments/rules.ts'

const id = z.string().min(1).max(200)
const ms = z.number().meta({ description: 'ms since 1970' })
const text = z
  .string()
  .trim()
  .min(1)
  .max(MOST_COMMENT)
  .meta({ description: 'plain text; `@[account id]` mentions somebody' })

const mentioned = z.object({ id: z.string(), name: z.string().meta({ description: 'as they are called now' }) })

export const commentAnswer = z
  .object({
    id: z.string(),
    text: z.string().meta({ description: 'empty where it was deleted' }),
    account: z.string(),
    accountName: z.string(),
    departmentName: z.string().nullable(),
    at: ms,
    editedAt: ms.nullable(),
    deleted: z.boolean().meta({ description: 'its author took it back; others had answered' }),
    mentions: z.array(mentioned),
    own: z.boolean().meta({ description: 'the caller wrote it, and may edit and delete it' }),
  })
  .meta({ id: 'Comment' })
export type CommentAnswer = z.infer<typeof commentAnswer>

export const threadAnswer = z
  .object({
    id: z.string(),
    row: z.string(),
    column: z.string(),
    rowName: z.string().meta({ description: 'of a row that is gone: as it was called when the thread began' }),
    columnTitle: z.string(),
    gone: z.enum(['row', 'column']).nullable().meta({ description: 'what of its cell is no longer in the table' }),
    at: ms,
    resolved: z.object({ accountName: z.string(), at: ms }).nullable(),
    comments: z.array(commentAnswer).meta({ description: 'oldest first' }),
  })
  .meta({ id: 'CommentThread' })
export type ThreadAnswer = z.infer<typeof threadAnswer>

export const commentsQuery = z.object({
  state: z.enum(['open', 'resolved', 'all']).default('open'),
  row: id.optional().meta({ description: 'with `column`: the threads of this cell alone' }),
  column: id.optional(),
})

export const threadsAnswer = z
  .object({
    threads: z.array(threadAnswer).meta({ description: 'open ones, then those settled last' }),
    more: z.boolean().meta({ description: 'there are more settled ones than are listed' }),
    mayResolve: z.boolean(),
  })
  .meta({ id: 'CommentThreads' })
export type ThreadsAnswer = z.infer<typeof threadsAnswer>

/** Who can be mentioned: those who may read the table. */
export const personAnswer = z
  .object({ id: z.string(), name: z.string(), departmentName: z.string().nullable() })
  .meta({ id: 'MentionablePerson' })
export type PersonAnswer = z.infer<typeof personAnswer>

export const newThreadBody = z.object({ row: id, column: id, text }).meta({ id: 'NewCommentThread' })
export const commentBody = z.object({ text }).meta({ id: 'CommentText' })
export const resolvedBody = z.object({ resolved: z.boolean() }).meta({ id: 'CommentResolved' })
