import { z } from 'zod'
import { PROOF_REASONS, PROOF_RULES, PROOF_STATUSES } from '../proofs/finding.ts'

const proofCell = z
  .object({ table: z.string().meta({ description: 'the table’s id' }), row: z.string(), column: z.string() })
  .meta({ id: 'ProofCell' })

const finding = z
  .object({
    rule: z.enum(PROOF_RULES),
    status: z.enum(PROOF_STATUSES),
    subject: z.string().meta({ description: 'the row’s name; of a count, what was counted' }),
    cells: z
      .array(proofCell)
      .meta({ description: 'the published figure’s own first, then those it was recomputed from' }),
    published: z.string().meta({ description: 'as printed' }),
    recomputed: z.string().nullable().meta({ description: 'as it would be printed' }),
    difference: z.number().nullable().meta({ description: 'recomputed less published' }),
    unit: z.string().nullable(),
    reason: z
      .object({ code: z.enum(PROOF_REASONS), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      .meta({ description: 'the likely reason, as a key' }),
  })
  .meta({ id: 'Finding' })

const count = z.number().int()

/** `GET /api/tables/{id}/proofs` */
export const proofsAnswer = z
  .object({
    table: z.string(),
    /** every table that findings name, so that a client can say where a cell is */
    tables: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() })),
    counts: z.object({ differs: count, 'cannot-say': count, agrees: count }),
    findings: z.array(finding).meta({ description: 'what differs first' }),
  })
  .meta({ id: 'Proofs' })
export type ProofsAnswer = z.infer<typeof proofsAnswer>
