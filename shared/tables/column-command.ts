import { z } from 'zod'
import { NotStorable, toScalar } from '../core/scalar.ts'
import { columnType, rounding } from './structure.ts'

/**
 * What the planning office does to a table's columns. Commands are applied one after the other, all or none; what they mean
 * for the table is worked out by `planColumns`, the same in browser and server.
 */

const storable = (text: string) => {
  try {
    return toScalar(text) === text
  } catch (error) {
    if (error instanceof NotStorable) return false
    throw error
  }
}
const text = (most: number) => z.string().max(most).refine(storable, 'damaged characters')
const columnId = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

/** Facts of a column as somebody writes them. `null` takes one away; what is left out stays as it is. */
export const columnEdit = z
  .strictObject({
    title: text(200),
    type: columnType,
    fills: z.enum(['owner', 'planning']).meta({ description: 'who fills it; nobody fills a computed column' }),
    group: text(400).nullable().meta({ description: 'heads above the title, outermost first, separated by \\n' }),
    unit: text(40).nullable(),
    formula: text(8192).nullable(),
    decimals: z.number().int().min(0).max(10).nullable(),
    rounding: rounding.nullable(),
    width: z.number().min(24).max(800).nullable().meta({ description: 'px' }),
    frozen: z.boolean(),
    choices: text(4000).nullable().meta({ description: 'separated by \\n' }),
    official: z.boolean().meta({ description: 'false: left out of the official form' }),
    hidden: z.boolean(),
    note: text(1000).nullable(),
  })
  .partial()
  .meta({ id: 'ColumnEdit' })
export type ColumnEdit = z.infer<typeof columnEdit>

const after = columnId.nullable().meta({ description: 'the column to stand after; null: the first place' })

export const columnCommand = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('add-column'),
      /** chosen by the caller, so that asking again after a lost answer adds no second column */
      id: columnId.optional(),
      after: after.optional().meta({ description: 'left out: the last place' }),
      facts: columnEdit,
    }),
    z.strictObject({ kind: z.literal('change-column'), column: columnId, facts: columnEdit }),
    z.strictObject({ kind: z.literal('move-column'), column: columnId, after }),
    z.strictObject({ kind: z.literal('delete-column'), column: columnId }),
    z.strictObject({ kind: z.literal('restore-column'), column: columnId }),
  ])
  .meta({ id: 'ColumnCommand' })
export type ColumnCommand = z.infer<typeof columnCommand>

/** Why a command cannot be carried out. */
export const columnProblemCode = z.enum([
  'unknown-column',
  'not-deleted',
  'id-taken',
  'title-missing',
  'title-taken',
  'formula-missing',
  'formula-broken',
  'decimals-missing',
  'choices-missing',
  'too-many-columns',
  'no-column-left',
])
export type ColumnProblemCode = z.infer<typeof columnProblemCode>

const ID_LENGTH = 9
const ID_DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new column's id, such as `c7x0q2m4ka`: short, and as good as never drawn twice. `random` gives 0 ≤ x < 1. */
export const newColumnId = (random: () => number): string =>
  `c${Array.from({ length: ID_LENGTH }, () => ID_DIGITS[Math.floor(random() * ID_DIGITS.length)]).join('')}`
