import { z } from 'zod'
import type { CellValue } from '../formulas/cell-value.ts'
import { columnCommand } from '../tables/column-command.ts'

/** `POST /api/tables/{id}/columns`: all or nothing. */
export const columnsRequest = z
  .strictObject({
    commands: z.array(columnCommand).min(1).max(50),
    base: z.string().max(64).optional().meta({
      description: 'the `mark` that the commands were made on; where the columns have moved since, the answer is 409',
    }),
    previewRows: z
      .array(z.string().max(200))
      .max(20)
      .optional()
      .meta({ description: 'rows of which the answer tells what columns that read other tables would show' }),
    dryRun: z.boolean().optional().meta({ description: 'says what would happen, and writes nothing' }),
    acceptBroken: z.boolean().optional().meta({ description: 'formulas may break; without it that is refused' }),
  })
  .meta({ id: 'ColumnsRequest' })
export type ColumnsRequest = z.infer<typeof columnsRequest>

const formula = {
  column: z.string(),
  title: z.string(),
  table: z.string().optional().meta({ description: 'of another table: what that is called' }),
}

export const columnsAnswer = z
  .object({
    written: z.boolean().meta({ description: 'false: a dry run, or nothing to write' }),
    mark: z.string().meta({ description: 'the columns as they are now' }),
    added: z.array(z.string()).meta({ description: 'ids of new columns' }),
    rewritten: z
      .array(z.object({ ...formula, before: z.string(), after: z.string() }))
      .meta({ description: 'formulas spelled anew, so that they read what they read' }),
    broken: z
      .array(z.object({ ...formula, formula: z.string(), error: z.string() }))
      .meta({ description: 'formulas that are wrong from now on' }),
    preview: z
      .record(
        z.string(),
        z.record(
          z.string(),
          z.custom<CellValue>(() => true),
        ),
      )
      .optional()
      .meta({ description: 'by column and row, where `previewRows` were asked for', type: 'object' }),
    elsewhere: z
      .number()
      .int()
      .meta({ description: 'formulas of tables that the caller may not read, spelled anew or broken' }),
    shifted: z
      .array(z.object({ ...formula, formula: z.string(), gains: z.array(z.string()), loses: z.array(z.string()) }))
      .meta({ description: 'formulas whose ranges read other columns from now on' }),
  })
  .meta({ id: 'ColumnsAnswer' })
export type ColumnsAnswer = z.infer<typeof columnsAnswer>
