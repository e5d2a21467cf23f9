import { z } from 'zod'
import { ID } from '../document/keys.ts'
import { columnEdit } from '../tables/column-command.ts'
import { fills, phase, TABLE_FACTS_ID, tableFacts } from '../tables/structure.ts'
import { scalar } from './api-tables.ts'

const id = z.string().regex(ID)

const facts = z
  .strictObject({ ...tableFacts.shape, title: z.string().trim().min(1).max(200), phase: phase.default('drafting') })
  .meta({ id: 'TableFacts' })

const column = columnEdit
  .extend({
    id: id.refine(given => given !== TABLE_FACTS_ID),
    title: columnEdit.shape.title.unwrap(),
    fills: fills
      .optional()
      .meta({ description: 'who fills it; left out: the planning office, of a computed one nobody' }),
  })
  .meta({ id: 'ColumnDefinition' })

const row = z
  .strictObject({
    id,
    owner: id.nullable().default(null).meta({ description: 'the department that fills the row' }),
    parent: id.optional().meta({ description: 'the row, further up, that it belongs to' }),
    ofWhich: z.boolean().optional().meta({ description: 'a part named for information, never added again (其中)' }),
    cells: z.record(id, scalar).default({}).meta({ description: 'by column id; what is left out is blank' }),
  })
  .meta({ id: 'RowDefinition' })

/** `POST /api/tables`: a whole table, as `TableDefinition` has it. Columns and rows in display order. */
export const newTable = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
      .meta({ description: 'a slug of lower-case letters, digits and hyphens, unique' }),
    kind: z.enum(['indicator', 'register']),
    section: z.string().trim().min(1).max(100).meta({ description: 'the heading under which the list shows it' }),
    position: z.number().int().min(0).max(1_000_000).optional().meta({ description: 'left out: the last' }),
    facts,
    columns: z.array(column).min(1).max(500),
    rows: z.array(row).max(20_000).default([]),
  })
  .meta({ id: 'TableDefinition' })
export type NewTable = z.infer<typeof newTable>
