import { clean, printNumber } from '../values/print.ts'

/** A sum free of binary dust, whatever the number of parts: what each addition loses is carried to the next. */
export function sumOf(parts: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const part of parts) {
    const next = part - lost
    const raised = sum + next
    lost = raised - sum - next
    sum = raised
  }
  return clean(sum)
}

/** How far the sum of rounded parts may be off its total: half a unit of the last printed digit for each part. */
export function roundingSlack(parts: readonly number[]): number {
  let decimals = 0
  for (const part of parts)
    if (!Number.isInteger(part)) decimals = Math.max(decimals, printNumber(part).split('.')[1]?.length ?? 0)
  return decimals === 0 ? 0 : clean(0.5 * 10 ** -decimals * parts.length)
}
