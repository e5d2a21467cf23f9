import { z } from 'zod'
import type { PlanningValue } from './planning-value.ts'

/** A planning value as outside clients get it. A blank is kind `none` with `blank: true`. */
export const valueJson = z.object({
  kind: z.enum(['number', 'ratio', 'range', 'none', 'text']),
  /** as typed */
  text: z.string(),
  value: z.number().optional(),
  op: z.enum(['eq', 'gt', 'ge', 'lt', 'le', 'approx']).optional(),
  /** written in brackets or with 累计 */
  cumulative: z.boolean().optional(),
  reading: z.enum(['level', 'average-growth', 'cumulative']).optional(),
  unit: z.string().optional(),
  decimals: z.number().int().optional(),
  parts: z.array(z.number()).readonly().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  blank: z.boolean().optional(),
})
export type ValueJson = z.infer<typeof valueJson>

/** What `GET /api/values/parse` answers. */
export function valueToJson(value: PlanningValue): ValueJson {
  switch (value.kind) {
    case 'number': {
      const { kind, text, op, reading, unit, decimals } = value
      const cumulative = value.cumulative || reading === 'cumulative'
      return {
        kind,
        text,
        value: value.value,
        op,
        cumulative,
        decimals,
        ...(reading && { reading }),
        ...(unit && { unit }),
      }
    }
    case 'ratio':
      return { kind: 'ratio', text: value.text, parts: value.parts }
    case 'range':
      return {
        kind: 'range',
        text: value.text,
        min: value.min,
        max: value.max,
        ...(value.unit && { unit: value.unit }),
      }
    case 'none':
    case 'text':
      return { kind: value.kind, text: value.text }
    case 'blank':
      return { kind: 'none', text: value.text ?? '', blank: true }
  }
}
