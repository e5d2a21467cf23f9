import { z } from 'zod'

/** A planning value as outside programs read it. */
export const planningValueJson = z
  .object({
    kind: z.enum(['number', 'ratio', 'range', 'none', 'text']),
    value: z.number().optional(),
    op: z.enum(['eq', 'gt', 'ge', 'lt', 'le', 'approx']).optional(),
    cumulative: z.boolean().optional(),
    unit: z.string().optional(),
    parts: z.array(z.number()).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .meta({ id: 'PlanningValue' })
