import type { CellLook } from '../cell-look.ts'
import type { PlacedColumn } from '../geometry.ts'
import type { Translate } from '../words.ts'
import type { Outline } from './outline.ts'

const STEP = 16 // px, one level
/** px, the fold's own place, left of every name in a table with an outline */
const FOLD = 16

const OF_WHICH = /^\s*(其中|#)/

/** The column that names the row stands in by its level, shows whether the row is folded, and says 其中 where the name does not. */
export function outlineLook(
  outline: Outline,
  t: Translate,
  look: (row: string, placed: PlacedColumn) => CellLook,
): (row: string, placed: PlacedColumn) => CellLook {
  return (row, placed) => {
    if (!placed.lead || !outline.has) return look(row, placed)
    const indent = indentOf(outline, row)
    const shown = look(row, { ...placed, size: Math.max(0, placed.size - indent) })
    const collapsed = outline.isCollapsed(row)
    const fold = collapsed === null ? '' : collapsed ? ' fold closed' : ' fold'
    const isPart = outline.isOfWhich(row)
    const before = isPart && shown.text !== '' && !OF_WHICH.test(shown.text) ? t('grid:of-which') : shown.before
    return { ...shown, before, indent, className: `${shown.className}${fold}${isPart ? ' of-which' : ''}` }
  }
}

const indentOf = (outline: Outline, row: string): number => FOLD + outline.depth(row) * STEP

/** Presses on the sign that folds a row. @returns an undo of the listening */
export function listenToFolds(body: HTMLElement, pressed: (cell: Element) => void): () => void {
  const onDown = (event: PointerEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('.cell.fold') : null
    if (!cell || event.button !== 0) return
    const inside = event.clientX - cell.getBoundingClientRect().left
    const padding = Number.parseFloat(getComputedStyle(cell).paddingLeft)
    if (inside > padding || inside < padding - FOLD - 4) return
    event.stopPropagation()
    event.preventDefault()
    pressed(cell)
  }
  body.addEventListener('pointerdown', onDown)
  return () => body.removeEventListener('pointerdown', onDown)
}
