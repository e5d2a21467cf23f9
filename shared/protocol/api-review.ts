import { z } from 'zod'
import { BASELINE_KINDS } from '../review/baseline.ts'
import { COURSE_EVENT_KINDS, COURSE_STATES } from '../review/course.ts'
import { EVENT_KINDS, VERDICTS } from '../review/event.ts'
import { HINTS } from '../review/hints.ts'
import { CHAINS, REQUEST_STATES, STEPS } from '../review/request.ts'
import { CHANGE_STATES } from '../review/standing.ts'
import { phase } from '../tables/structure.ts'
import { scalar } from './api-tables.ts'

const id = z.string().min(1).max(200)
const words = z.string().max(2_000)
const ms = z.number().meta({ description: 'ms since 1970' })

// --- what one reads

export const baselineAnswer = z
  .object({
    id: z.number().int(),
    number: z.number().int().meta({ description: 'counts up per table, from 1' }),
    kind: z.enum(BASELINE_KINDS),
    title: z.string(),
    document: z.string(),
    issuer: z.string(),
    dated: z.string(),
    note: z.string(),
    edition: z.string().nullable().meta({ description: 'SHA-256 of the edition; null while it is being issued' }),
    accountName: z.string(),
    at: ms,
  })
  .meta({ id: 'Baseline' })
export type BaselineAnswer = z.infer<typeof baselineAnswer>

const reviewEvent = z
  .object({
    id: z.number().int(),
    kind: z.enum(EVENT_KINDS),
    seen: scalar,
    proposal: scalar,
    words: z.string(),
    undoes: z.number().int().nullable(),
    account: z.string(),
    accountName: z.string(),
    department: z.string().nullable(),
    at: ms,
  })
  .meta({ id: 'ReviewEvent' })

const op = z.enum(['eq', 'gt', 'ge', 'lt', 'le', 'approx'])
const readingOrNone = z.enum(['level', 'average-growth', 'cumulative']).nullable()
const sort = z.enum(['blank', 'number', 'ratio', 'range', 'none', 'text'])

/** A change in the column's own terms. */
const difference = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('figure'),
      by: z.number(),
      unit: z.string().nullable(),
      points: z.boolean(),
      percent: z.number().nullable(),
    }),
    z.object({ kind: z.literal('qualifier'), from: op, to: op }),
    z.object({ kind: z.literal('unit'), from: z.string().nullable(), to: z.string().nullable() }),
    z.object({ kind: z.literal('reading'), from: readingOrNone, to: readingOrNone }),
    z.object({ kind: z.literal('sort'), from: sort, to: sort }),
    z.object({ kind: z.literal('filled') }),
    z.object({ kind: z.literal('cleared') }),
    z.object({ kind: z.literal('spelling') }),
    z.object({ kind: z.literal('words') }),
  ])
  .meta({ id: 'Difference' })

const hint = z
  .object({ code: z.enum(HINTS), params: z.record(z.string(), z.string()) })
  .meta({ id: 'ReviewHint', description: 'a question to the reviewer, never an error' })

const effect = z
  .object({ column: z.string(), before: z.string(), after: z.string() })
  .meta({ description: 'a computed cell of the same row that reads differently' })

/** A cell that reads differently than in the base. */
export const reviewedChange = z
  .object({
    row: z.string(),
    column: z.string(),
    before: scalar,
    after: scalar,
    rowName: z.string(),
    owner: z.string().nullable().meta({ description: 'the department that fills the row' }),
    author: z.string().nullable().meta({ description: 'whose write the present value is' }),
    authorName: z.string().nullable(),
    department: z.string().nullable().meta({ description: 'the author’s' }),
    reason: z.string().nullable(),
    at: ms.nullable(),
    differences: z.array(difference),
    hints: z.array(hint),
    state: z.enum(CHANGE_STATES),
    mayDecide: z.boolean(),
    lastEvent: z.number().int().meta({ description: 'to be sent with a decision' }),
    events: z.array(reviewEvent).meta({ description: 'oldest first' }),
  })
  .meta({ id: 'ReviewedChange' })
export type ReviewedChange = z.infer<typeof reviewedChange>

const departmentCourse = z
  .object({
    department: z.string(),
    name: z.string(),
    state: z.enum(COURSE_STATES),
    rows: z.number().int(),
    blank: z.number().int().meta({ description: 'cells that the department fills and that are blank' }),
    changes: z.record(z.enum(CHANGE_STATES), z.number().int()),
    last: z.object({ kind: z.enum(COURSE_EVENT_KINDS), words: z.string(), accountName: z.string(), at: ms }).nullable(),
  })
  .meta({ id: 'DepartmentCourse' })
export type DepartmentCourse = z.infer<typeof departmentCourse>

export const reviewAnswer = z
  .object({
    table: z.string(),
    title: z.string(),
    phase,
    base: z.object({ hash: z.string(), baseline: baselineAnswer.nullable() }),
    role: z.enum(['decides', 'files', 'reads']).meta({ description: 'what the caller does here' }),
    changes: z.array(reviewedChange),
    rows: z.array(z.object({ row: z.string(), kind: z.enum(['added', 'removed']), name: z.string() })),
    effects: z.record(z.string(), z.array(effect)).meta({ description: 'by row' }),
    departments: z.array(departmentCourse),
    counts: z.record(z.enum(CHANGE_STATES), z.number().int()),
  })
  .meta({ id: 'Review' })
export type ReviewAnswer = z.infer<typeof reviewAnswer>

// --- what one says

export const decisionsBody = z
  .object({
    base: id,
    verdict: z.enum(VERDICTS),
    words: words.default(''),
    restore: z.boolean().default(false).meta({ description: 'of a return: the base’s value is put back' }),
    cells: z
      .array(
        z.object({
          row: id,
          column: id,
          seen: scalar.meta({ description: 'the value that was looked at' }),
          lastEvent: z.number().int().min(0),
          proposal: scalar.optional().meta({ description: 'of `propose`' }),
        }),
      )
      .min(1)
      .max(10_000),
  })
  .meta({ id: 'Decisions' })
export type DecisionsBody = z.infer<typeof decisionsBody>

export const answerBody = z
  .object({ base: id, row: id, column: id, words: z.string().min(1).max(2_000) })
  .meta({ id: 'ReviewReply' })
export const undoBody = z
  .object({ base: id, events: z.array(z.number().int()).min(1).max(10_000) })
  .meta({ id: 'ReviewUndo' })

/** A cell whose value or review is not what the reviewer saw. */
const movedCell = z
  .object({
    row: z.string(),
    column: z.string(),
    seen: scalar,
    stands: scalar,
    lastEvent: z.number().int(),
    byName: z.string().nullable().meta({ description: 'who decided or wrote meanwhile' }),
  })
  .meta({ id: 'MovedCell' })
export type MovedCell = z.infer<typeof movedCell>

export const decidedAnswer = z
  .discriminatedUnion('done', [
    z.object({ done: z.literal(true), cells: z.number().int() }),
    z.object({ done: z.literal(false), moved: z.array(movedCell).meta({ description: 'nothing was decided' }) }),
  ])
  .meta({ id: 'Decided' })
export type DecidedAnswer = z.infer<typeof decidedAnswer>

export const courseBody = z
  .object({ kind: z.enum(COURSE_EVENT_KINDS), department: id.optional(), words: words.default('') })
  .meta({ id: 'CourseStep' })

export const issueBody = z
  .object({
    kind: z.enum(BASELINE_KINDS).default('issued'),
    title: z.string().min(1).max(200),
    document: z.string().max(200).default(''),
    issuer: z.string().max(200).default(''),
    dated: z.iso.date(),
    note: words.default(''),
  })
  .meta({ id: 'NewBaseline' })

export const rollOverBody = z
  .object({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
      .meta({ description: 'the new table’s slug' }),
  })
  .meta({ id: 'RollOver' })

export const requestBody = z
  .object({
    title: z.string().min(1).max(200),
    reason: z.string().min(1).max(2_000),
    evidence: z.string().max(500).default(''),
    cells: z
      .array(z.object({ row: id, column: id, seen: scalar, value: scalar }))
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'NewRevisionRequest' })

export type RequestBody = z.input<typeof requestBody>

export const stepBody = z
  .object({ step: z.enum(STEPS), document: z.string().max(200).default(''), words: words.default('') })
  .meta({ id: 'RequestStep' })
export const closeBody = z
  .object({ as: z.enum(['declined', 'withdrawn']), words: words.default('') })
  .meta({ id: 'CloseRequest' })

export const requestAnswer = z
  .object({
    id: z.number().int(),
    title: z.string(),
    reason: z.string(),
    evidence: z.string(),
    chain: z.enum(CHAINS),
    state: z.enum(REQUEST_STATES),
    closingWords: z.string(),
    accountName: z.string(),
    department: z.string().nullable(),
    at: ms,
    closedAt: ms.nullable(),
    next: z.enum(STEPS).nullable().meta({ description: 'the step it waits for' }),
    mayPass: z.boolean(),
    mayWithdraw: z.boolean(),
    steps: z.array(
      z.object({ step: z.enum(STEPS), document: z.string(), words: z.string(), accountName: z.string(), at: ms }),
    ),
    cells: z.array(
      z.object({
        row: z.string(),
        column: z.string(),
        rowName: z.string(),
        columnTitle: z.string(),
        seen: scalar,
        value: scalar,
        stands: scalar,
        differences: z.array(difference),
        hints: z.array(hint),
      }),
    ),
    effects: z.record(z.string(), z.array(effect)),
  })
  .meta({ id: 'RevisionRequest' })
export type RequestAnswer = z.infer<typeof requestAnswer>

export const compareQuery = z.object({
  from: z
    .string()
    .max(100)
    .default('base')
    .meta({ description: '`base`, `live`, a baseline’s number as `#1`, an edition’s hash, or a time' }),
  to: z.string().max(100).default('live'),
})
export const compareAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    changes: z.array(
      z.object({
        row: z.string(),
        column: z.string(),
        rowName: z.string(),
        columnTitle: z.string(),
        before: scalar,
        after: scalar,
        differences: z.array(difference),
      }),
    ),
    rows: z.array(z.object({ row: z.string(), kind: z.enum(['added', 'removed']), name: z.string() })),
  })
  .meta({ id: 'Comparison' })
export type CompareAnswer = z.infer<typeof compareAnswer>
