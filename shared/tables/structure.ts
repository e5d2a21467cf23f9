import { z } from 'zod'

/**
 * A table's structure: its columns and its own facts. It lives in the edition's manifest and, where it differs, in the
 * overlay's `structure` map as scalars keyed `columnId:fact` and `table:fact`.
 */

export const columnType = z.enum(['category', 'text', 'value', 'choice', 'owner', 'computed'])
/** category: merged down where equal; value: planning values; choice: one of `choices`; owner: the row's department; computed: a formula */
export type ColumnType = z.infer<typeof columnType>

/** Who fills a column's cells: the row's owner department, the planning office, or nobody (computed). */
export const fills = z.enum(['owner', 'planning', 'nobody'])
export const rounding = z.enum(['none', 'half-up', 'half-even', 'truncate'])
export type Rounding = z.infer<typeof rounding>

export const columnFacts = z.object({
  /** order key: display order, tie-break the id */
  order: z.string(),
  title: z.string(),
  type: columnType.catch('text'),
  fills: fills.catch('planning'),
  /** header levels above the title, outermost first, separated by `\n` */
  group: z.string().nullish(),
  unit: z.string().nullish(),
  /** id of the column that says each row's unit, for figures whose unit differs from row to row */
  unitColumn: z.string().nullish(),
  formula: z.string().nullish(),
  /** digits after the point of a computed number; with `rounding` other than none the value itself is rounded */
  decimals: z.number().int().min(0).max(10).nullish(),
  rounding: rounding.nullish().catch(null),
  /** px at zoom 1 */
  width: z.number().min(24).max(800).nullish(),
  frozen: z.boolean().nullish(),
  /** for `choice`: separated by `\n` */
  choices: z.string().nullish(),
  /** false: left out of the official form (still exported, hidden, so that formulas stay live) */
  official: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  note: z.string().nullish(),
  deleted: z.boolean().nullish(),
})
export type ColumnFacts = z.infer<typeof columnFacts>
export interface Column extends ColumnFacts {
  readonly id: string
}

export const phase = z.enum(['drafting', 'submitted', 'issued', 'archived'])
export type Phase = z.infer<typeof phase>

export const tableFacts = z.object({
  title: z.string(),
  /** what lists call the table, where the title is long: a few characters, such as `“十四五”主要指标` */
  shortTitle: z.string().nullish(),
  /** e.g. `单位:亿元`; null: units stand in a column */
  unitLine: z.string().nullish(),
  /** notes under the table, separated by `\n` */
  notes: z.string().nullish(),
  phase: phase.catch('drafting'),
  /** the day by whose end the table is to be filled, `2026-12-10`; null: none was set */
  due: z.string().nullish(),
  source: z.string().nullish(),
  /** how published figures hang together, as the JSON text of a list of rules: `shared/proofs/table-proofs.ts` */
  proofs: z.string().nullish(),
})
export type TableFacts = z.infer<typeof tableFacts>

export interface TableStructure {
  readonly table: TableFacts
  /** in display order, deleted ones left out */
  readonly columns: readonly Column[]
}

/** the id under which the table's own facts stand in the `structure` map; no column may have it */
export const TABLE_FACTS_ID = 'table'
