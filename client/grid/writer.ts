import type { Scalar } from '../../shared/core/scalar.ts'
import { typedScalar } from '../../shared/core/scalar.ts'
import { fillPlan, type Plan } from './block-writes.ts'
import { planWords, refusal } from './cell-words.ts'
import type { Cells } from './cells.ts'
import { joined } from './fills/fill-plan.ts'
import type { Box, Spot } from './selection.ts'
import type { Sheet } from './sheet.ts'
import type { Translate } from './words.ts'

/** Carries plans out as one step for undo each, and says what could not be. */
export interface Writer {
  /** why one may not write here, null where one may; a merged cell is one cell to the eye: written whole or not at all */
  refusalAt(spot: Spot): string | null
  apply(plan: Plan, label: string): void
  /** what was typed, into every cell of the boxes that one may write */
  fill(boxes: readonly Box[], typed: string, label: string): void
}

export function createWriter(sheet: Sheet, cells: Cells, t: Translate, say: (message: string) => void): Writer {
  const apply = (plan: Plan, label: string) => {
    const writes = plan.writes.flatMap(({ spot, value }) => {
      const ref = cells.refOf(spot)
      return ref ? [{ ...ref, value }] : []
    })
    if (writes.length) sheet.write(writes, label)
    const words = planWords(plan, t)
    if (words.length) say(words.join(t('grid:and')))
  }
  return {
    apply,
    refusalAt({ row, at }) {
      const { start, end } = cells.runAt({ row, at })
      for (let inRun = start; inRun < end; inRun++) {
        const ref = cells.refOf({ row: inRun, at })
        const refused = ref && refusal(sheet, ref, t)
        if (refused) return refused
      }
      return null
    },
    fill(boxes, typed, label) {
      let scalar: Scalar
      try {
        scalar = typedScalar(typed)
      } catch {
        return say(t('grid:unstorable', { count: 1 }))
      }
      apply(joined(boxes.map(box => fillPlan(cells, box, scalar))), label)
    },
  }
}
