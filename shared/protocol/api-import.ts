import { z } from 'zod'
import { scalar } from './api-tables.ts'

const sheetRow = z.number().int().meta({ description: 'row of the sheet, as Excel numbers it' })
const sheetColumn = z.string().meta({ description: 'column of the sheet, as Excel names it' })

const importedColumn = z
  .object({
    sheetColumn,
    title: z.string().meta({ description: 'what stands above it in the file; levels are separated by `\\n`' }),
    column: z.string().nullable().meta({ description: 'the table’s column; null: the table has none like it' }),
  })
  .meta({ id: 'ImportedColumn' })

const unmatchedReason = z
  .enum(['new', 'ambiguous', 'repeated'])
  .meta({ description: 'no such row here; several rows are alike; the row stands in the file more than once' })

const importedRows = z.object({
  matched: z.number().int(),
  unmatched: z.array(z.object({ sheetRow, name: z.string(), why: unmatchedReason })),
  missing: z.array(z.string()).meta({ description: 'ids of rows that the file does not have; they stay as they are' }),
})

const importHint = z.enum([
  'changed-since-export',
  'became-a-date',
  'more-digits-than-shown',
  'qualifier-lost',
  'hundredfold',
  'not-a-choice',
  'not-a-value',
])
export type ImportHint = z.infer<typeof importHint>

const side = z.object({ value: scalar, text: z.string().meta({ description: 'as the grid shows it' }) })

const importedChange = z
  .object({
    row: z.string(),
    rowName: z.string(),
    column: z.string(),
    columnTitle: z.string(),
    sheetRow,
    sheetColumn,
    before: side,
    after: side.meta({ description: '`value` is what to send to PATCH /api/tables/{id}/cells' }),
    allowed: z.boolean().meta({ description: 'whether the caller may write it; the server asks again when they do' }),
    why: z
      .object({ reason: z.string(), message: z.string() })
      .optional()
      .meta({ description: 'where it is not allowed' }),
    hint: z
      .object({ code: importHint, message: z.string() })
      .optional()
      .meta({ description: 'what deserves a second look' }),
  })
  .meta({ id: 'ImportedChange' })
export type ImportedChange = z.infer<typeof importedChange>

const importWarningCode = z.enum([
  'ambiguous-column',
  'missing-column',
  'ambiguous-row',
  'repeated-row',
  'row-marks-moved',
  'other-workspace',
  'formula-in-entered-column',
  'formula-without-result',
  'error-value',
  'format-not-understood',
  'merged-values',
  'computed-differs',
  'owner-differs',
  'changed-here-since',
  'log-too-long',
  'more-changes',
  'more-rows',
])
export type ImportWarningCode = z.infer<typeof importWarningCode>

const importWarning = z
  .object({
    code: importWarningCode,
    message: z.string(),
    count: z.number().int().meta({ description: 'how many places it is true of' }),
    sheetRow: sheetRow.optional().meta({ description: 'the first of them' }),
    sheetColumn: sheetColumn.optional(),
  })
  .meta({ id: 'ImportWarning' })
export type ImportWarning = z.infer<typeof importWarning>

/** `POST /api/tables/{id}/import`: what a workbook says differently. Nothing is written. */
export const importAnswer = z
  .object({
    table: z.string().meta({ description: 'table id' }),
    edition: z.string().meta({ description: 'hash of the edition the table stood at' }),
    sheet: z.string().meta({ description: 'name of the sheet that was read' }),
    columns: z.array(importedColumn),
    rows: importedRows,
    changes: z.array(importedChange).meta({ description: 'at most 10,000, as many as one PATCH takes' }),
    unchanged: z.number().int().meta({ description: 'cells that say the same' }),
    warnings: z.array(importWarning),
  })
  .meta({ id: 'ImportDiff' })
export type ImportAnswer = z.infer<typeof importAnswer>
