import { z } from 'zod'
import { columnFacts, columnType } from '../tables/structure.ts'

/** `GET /api/formula-tables`: the tables that the caller may read, with what formulas of other tables may name of them. */
export const formulaTable = z
  .object({
    id: z.string(),
    name: z.string().meta({ description: 'the slug' }),
    title: z.string(),
    shortTitle: z.string().optional(),
    columns: z
      .array(
        columnFacts
          .pick({ title: true, group: true, formula: true, order: true })
          .extend({ id: z.string(), type: columnType }),
      )
      .meta({ description: 'in display order' }),
  })
  .meta({ id: 'FormulaTable' })
export type FormulaTable = z.infer<typeof formulaTable>

/** `GET /api/tables/{id}/columns/{column}/sources`: where a linked column's figures come from, as the caller may know it. */
export const columnSource = z
  .object({
    table: z.string().meta({ description: 'as the formula names it, or what it is called now' }),
    column: z.string(),
    open: z
      .object({
        name: z.string().meta({ description: 'slug' }),
        seq: z.number().int().meta({ description: 'how many editions came before the one it stands at' }),
        changedAt: z.number().nullable().meta({ description: 'ms since 1970; null: never' }),
      })
      .nullable()
      .meta({ description: 'null: the caller may not open that table, or there is none' }),
  })
  .meta({ id: 'ColumnSource' })
export type ColumnSource = z.infer<typeof columnSource>
