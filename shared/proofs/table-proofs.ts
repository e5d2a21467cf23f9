import { z } from 'zod'

const column = z.string().min(1).max(200)
const name = z.string().min(1).max(200)

/** 年均增长 and 累计: target against base; the row's reading says which of the two is published. */
const growth = z.object({
  rule: z.literal('growth'),
  base: column,
  target: column,
  published: column,
  years: z.number().int().min(1).max(50),
  /** a column with 年均增长, 累计 or 水平; without it the published figure's own brackets and words decide */
  reading: column.optional(),
})

/** Ratios such as 11.9:30.8:57.3, which must sum to 100. */
const ratio = z.object({ rule: z.literal('ratio'), columns: z.array(column).min(1).max(50) })

/** A row that is one row divided by another, by the rows' names. */
const quotient = z.object({
  rule: z.literal('quotient'),
  quotient: name,
  dividend: name,
  divisor: name,
  columns: z.array(column).min(1).max(50),
})

/** 完成率 and 超序时 as a report printed them: in a column, or in no cell of the table and therefore here. */
const completion = z.object({
  rule: z.literal('completion'),
  done: column,
  plan: column,
  /** months of the year that have passed, for 超序时 */
  months: column.optional(),
  published: column.optional(),
  /** where the table shows its own; findings lead there */
  shown: z.object({ completion: column.optional(), ahead: column.optional() }).optional(),
  printed: z
    .array(z.object({ row: name, completion: z.string().max(40).optional(), ahead: z.string().max(40).optional() }))
    .max(500)
    .optional(),
})

/** 其中 rows: none exceeds the row that it is part of. */
const part = z.object({ rule: z.literal('part'), columns: z.array(column).min(1).max(50) })

/** A control total over named rows; rows called 合计, 总计 or 小计 are found without. */
const total = z.object({
  rule: z.literal('total'),
  columns: z.array(column).min(1).max(50),
  total: name.optional(),
  of: z.array(name).min(1).max(200).optional(),
})

/** How many rows hold a word in a column, as published. Counts in the notes (共32个指标) are found without. */
const count = z.object({ rule: z.literal('count'), column, counts: z.record(name, z.number().int().min(0)) })

/** The same indicators in another table. */
const same = z.object({
  rule: z.literal('same'),
  /** here */
  column,
  /** the other table's slug, and the column there */
  table: name,
  other: column,
  /** names that differ: here → there */
  aliases: z.record(name, name).optional(),
  /** one of `from` is `rate` of `to` */
  rates: z
    .array(z.object({ from: z.string().max(16), to: z.string().max(16), rate: z.number().positive() }))
    .max(20)
    .optional(),
})

const proofRule = z.discriminatedUnion('rule', [growth, ratio, quotient, completion, part, total, count, same])
export type ProofRule = z.infer<typeof proofRule>
export type RuleOf<Name extends ProofRule['rule']> = Extract<ProofRule, { rule: Name }>

/** A table's fact `proofs`, as JSON text: how its published figures hang together. Columns go by their ids, rows by their names. */
const tableProofs = z.array(proofRule).max(200)

/** What a table declares; nothing where the text is no such list (a stray edit must not hide the rules that are found anyway). */
export function declaredProofs(text: string | null | undefined): readonly ProofRule[] {
  if (!text) return []
  try {
    const parsed = tableProofs.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}
