import { z } from 'zod'

/** A cell as it was called when the notice was written: it is still told when the row has gone. */
const namedCell = z.object({
  row: z.string(),
  column: z.string(),
  rowName: z.string(),
  columnTitle: z.string(),
})
export type NamedCell = z.infer<typeof namedCell>

const cells = {
  /** the first of them; the notice leads there */
  cell: namedCell,
  count: z.number().int().min(1),
}
const departmentName = z.string()
const thread = z.string()
/** YYYY-MM-DD */
const due = z.string()

/** What a notice tells, by kind (NOTE-1). */
export const noticeFacts = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('submitted'), departmentName, words: z.string() }),
    z.object({ kind: z.literal('returned'), ...cells, verdict: z.enum(['return', 'propose']), words: z.string() }),
    z.object({ kind: z.literal('decided'), ...cells }),
    z.object({ kind: z.literal('reopened'), words: z.string() }),
    z.object({ kind: z.literal('issued'), title: z.string(), number: z.number().int() }),
    z.object({ kind: z.literal('urged'), departmentName, due: due.nullable(), overdue: z.boolean() }),
    z.object({ kind: z.literal('deadline'), due, days: z.number().int() }),
    z.object({ kind: z.literal('mentioned'), cell: namedCell, thread }),
    z.object({ kind: z.literal('replied'), cell: namedCell, thread }),
  ])
  .meta({ id: 'NoticeFacts' })
export type NoticeFacts = z.infer<typeof noticeFacts>
