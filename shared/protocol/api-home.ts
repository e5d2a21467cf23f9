import { z } from 'zod'
import { COURSE_STATES } from '../review/course.ts'
import { phase } from '../tables/structure.ts'
import { scalar } from './api-tables.ts'

const ms = z.number().meta({ description: 'ms since 1970' })
const count = z.number().int()

export const homeQuery = z.object({
  since: z.coerce.number().min(0).meta({ description: 'ms since 1970: from when on changes are told' }),
})

/** What a department has of a table. Cells are those that the row's department fills. */
const share = z
  .object({
    department: z.string(),
    rows: count,
    cells: count,
    filled: count,
    returned: count.meta({
      description: 'changes that review sent back or answered with another value, and that wait',
    }),
    state: z.enum(COURSE_STATES),
    overdue: z.boolean().meta({ description: 'not handed in although the due day is over' }),
    urged: z.object({ byName: z.string(), at: ms }).nullable().meta({ description: 'when it was urged last' }),
    lastChange: ms.nullable().meta({ description: 'to its rows; null: none among the table’s newest 2,000' }),
  })
  .meta({ id: 'HomeShare' })
export type HomeShare = z.infer<typeof share>

const judged = z.object({
  title: z.string().meta({ description: 'of the column that judges' }),
  reached: count,
  behind: count,
})

const homeTable = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    shortTitle: z.string().nullable(),
    section: z.string(),
    phase,
    due: z.string().nullable().meta({ description: 'the day by whose end it is to be filled, YYYY-MM-DD' }),
    rows: count,
    shares: z.array(share).meta({ description: 'of every department that owns rows, in display order' }),
    judged: z.array(judged),
    open: count.meta({ description: 'changes that wait for the caller’s decision' }),
    lastChange: z.object({ at: ms, accountName: z.string() }).nullable(),
  })
  .meta({ id: 'HomeTable' })
export type HomeTable = z.infer<typeof homeTable>

const homeChange = z.object({
  table: z.string(),
  row: z.string(),
  rowName: z.string(),
  column: z.string(),
  columnTitle: z.string(),
  before: scalar,
  after: scalar,
  accountName: z.string(),
  own: z.boolean().meta({ description: 'to a row of the caller’s department' }),
  at: ms,
})
export type HomeChange = z.infer<typeof homeChange>

/** All that the first page says, for the caller. */
export const homeAnswer = z
  .object({
    tables: z.array(homeTable),
    departments: z.array(z.object({ id: z.string(), name: z.string() })),
    changes: z.array(homeChange).meta({
      description: 'newest first, at most 40; of a cell that changed several times the last, with its first value',
    }),
    changedCells: count.meta({ description: 'how many cells changed since, told or not' }),
  })
  .meta({ id: 'Home' })
export type HomeAnswer = z.infer<typeof homeAnswer>

/** `PUT /api/tables/{id}/due` */
export const dueBody = z.object({
  due: z.iso.date().nullable().meta({ description: 'YYYY-MM-DD; null: none' }),
})
