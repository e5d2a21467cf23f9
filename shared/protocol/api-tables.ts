import { z } from 'zod'
import { tableRules } from '../permissions/rules.ts'
import { columnFacts, columnType, fills, phase, rounding } from '../tables/structure.ts'

const tableKind = z.enum(['indicator', 'register'])

const identity = {
  id: z.string(),
  name: z.string().meta({ description: 'a stable ASCII slug; stands wherever the id does' }),
  title: z.string(),
  kind: tableKind,
  section: z.string().meta({ description: 'the heading under which the list shows it' }),
  edition: z.string().meta({ description: 'hash of the edition the table stands at' }),
  room: z.string().meta({ description: 'where its working document is: WS /sync/{room}' }),
  rowCount: z.number().int(),
}

/** One table in the list. What is optional is for showing beforehand what opening the table would show. */
export const tableSummary = z
  .object({
    ...identity,
    shortTitle: z.string().optional().meta({ description: 'what lists call it, where the title is long' }),
    phase: phase.optional(),
    ownRows: z.number().int().optional().meta({ description: 'rows that the caller’s department fills' }),
    lastChange: z
      .object({ at: z.number().meta({ description: 'ms since 1970' }), accountName: z.string() })
      .nullable()
      .optional()
      .meta({ description: 'null: no cell has been changed yet' }),
  })
  .meta({ id: 'TableSummary' })
export type TableSummary = z.infer<typeof tableSummary>

/** as served: what an older document may hold has been put right */
const tableColumn = columnFacts
  .extend({ id: z.string(), type: columnType, fills, rounding: rounding.nullish() })
  .meta({ id: 'Column' })

/** What the caller may do here. The server asks again for every cell; this is for showing it beforehand. */
const tablePermissions = z
  .object({
    cells: z.enum(['all', 'own-rows', 'none']).meta({ description: 'which rows the caller may fill' }),
    reason: z.string().meta({ description: 'why, as a key' }),
    structure: z.boolean(),
    export: z.boolean(),
    checkpoint: z.boolean(),
  })
  .meta({ id: 'TablePermissions' })
export type TablePermissions = z.infer<typeof tablePermissions>

const departmentName = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Department' })

/** A table with its columns. */
export const tableDetail = z
  .object({
    ...identity,
    seq: z.number().int().meta({ description: 'how many editions came before this one' }),
    phase,
    unitLine: z.string().nullable(),
    notes: z.array(z.string()),
    source: z.string().nullable(),
    columns: z.array(tableColumn),
    departments: z.array(departmentName).meta({ description: 'everybody who may own a row, in display order' }),
    permissions: tablePermissions,
    rules: tableRules.meta({ description: 'what the planning office has laid down for the table' }),
  })
  .meta({ id: 'Table' })
export type TableDetail = z.infer<typeof tableDetail>

export const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]).meta({ id: 'Scalar' })

const rowCell = z
  .object({
    value: scalar.meta({ description: 'as stored; of a computed cell its result' }),
    text: z.string().meta({ description: 'what the grid shows' }),
    number: z.number().optional().meta({ description: 'the number the cell stands for, where it is one' }),
    computed: z.literal(true).optional(),
    error: z.string().optional().meta({ description: 'an error value such as #DIV/0!' }),
  })
  .meta({ id: 'Cell' })
export type RowCell = z.infer<typeof rowCell>

export const tableRow = z
  .object({
    id: z.string(),
    owner: z.string().nullable().meta({ description: 'the department that fills the row' }),
    cells: z.record(z.string(), rowCell).meta({ description: 'by column id, blank ones too' }),
  })
  .meta({ id: 'Row' })
export type TableRow = z.infer<typeof tableRow>

const ROWS_PER_PAGE = 1_000
export const rowsQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(ROWS_PER_PAGE),
})

/** `PATCH /api/tables/{id}/cells`: all or nothing. */
const cellWrite = z
  .object({
    row: z.string().min(1).max(200),
    column: z.string().min(1).max(200),
    value: scalar,
    reason: z.string().max(1_000).optional(),
  })
  .meta({ id: 'CellWrite' })
export const cellWrites = z.array(cellWrite).min(1).max(10_000)
export const patchAnswer = z
  .object({ written: z.number().int(), edition: z.string(), room: z.string() })
  .meta({ id: 'Written' })

export const changesQuery = z.object({
  row: z.string().optional(),
  column: z.string().optional(),
  since: z
    .string()
    .refine(text => /^\d+$/.test(text) || !Number.isNaN(Date.parse(text)), 'ms since 1970, or an ISO 8601 time')
    .transform(text => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)))
    .optional()
    .meta({ description: 'ms since 1970, or an ISO 8601 time' }),
  limit: z.coerce.number().int().min(1).max(5_000).default(500),
})

/** A line of the change log. */
export const tableChange = z
  .object({
    id: z.number().int().meta({ description: 'unique; negative where `overtaken`' }),
    row: z.string(),
    column: z.string(),
    before: scalar,
    after: scalar,
    account: z.string().meta({ description: 'account id' }),
    accountName: z.string(),
    reason: z.string().nullable(),
    at: z.number().meta({ description: 'ms since 1970' }),
    overtaken: z
      .literal(true)
      .optional()
      .meta({ description: 'a concurrent write won: `after` was written, and never stood in the cell' }),
  })
  .meta({ id: 'Change' })
export type TableChange = z.infer<typeof tableChange>

export const checkpointAnswer = z
  .object({ edition: z.string(), room: z.string(), seq: z.number().int() })
  .meta({ id: 'Checkpoint' })
