import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { ReviewAnswer } from '../../shared/protocol/api-review.ts'
import type { Column } from '../../shared/tables/structure.ts'

/** What the changes did to the computed cells of the same rows, as the grid shows them. */
export function effectsOn(
  rows: readonly string[],
  before: Calculation,
  now: { readonly calculation: Calculation },
  columns: readonly Column[],
): ReviewAnswer['effects'] {
  const computed = columns.filter(({ type }) => type === 'computed')
  const found: ReviewAnswer['effects'] = {}
  for (const row of rows) {
    const moved = computed.flatMap(({ id }) => {
      const [was, is] = [before.text(row, id), now.calculation.text(row, id)]
      return was === is ? [] : [{ column: id, before: was, after: is }]
    })
    if (moved.length > 0) found[row] = moved
  }
  return found
}
