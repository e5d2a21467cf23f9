import { clearPlan, pastePlan } from './block-writes.ts'
import type { Cells } from './cells.ts'
import { readClipboard, writeClipboard } from './clipboard.ts'
import type { Box } from './selection.ts'
import type { Writer } from './writer.ts'

export interface ClipboardContext {
  readonly cells: Cells
  readonly writer: Writer
  /** the selected box while the grid has the clipboard's attention; null while a text is being edited */
  readonly box: () => Box | null
  readonly copied: (cells: number) => void
  readonly pasted: (box: Box) => void
  readonly nothingToPaste: () => void
}

/** Copy, cut and paste of blocks, by the browser's own clipboard events. @returns an undo of the listening */
export function listenToClipboard(field: HTMLElement, context: ClipboardContext): () => void {
  const { cells, writer } = context

  const copy = (event: ClipboardEvent): Box | null => {
    const box = context.box()
    if (!box || !event.clipboardData) return null
    event.preventDefault()
    const block: string[][] = []
    for (let row = box.top; row <= box.bottom; row++) {
      block.push(Array.from({ length: box.right - box.left + 1 }, (_, i) => cells.text({ row, at: box.left + i })))
    }
    writeClipboard(event.clipboardData, block)
    return box
  }
  const onCopy = (event: ClipboardEvent) => {
    const box = copy(event)
    if (box) context.copied((box.bottom - box.top + 1) * (box.right - box.left + 1))
  }
  const onCut = (event: ClipboardEvent) => {
    const box = copy(event)
    if (box) writer.apply(clearPlan(cells, box), 'cut')
  }
  const onPaste = (event: ClipboardEvent) => {
    const selected = context.box()
    if (!selected || !event.clipboardData) return
    event.preventDefault()
    const block = readClipboard(event.clipboardData)
    if (!block?.length) return context.nothingToPaste()
    const plan = pastePlan(cells, block, selected)
    context.pasted(plan.box)
    writer.apply(plan, 'paste')
  }
  /** A browser asks whether it may copy or cut before it does; with nothing selected in the field it would not. */
  const allow = (event: Event) => {
    if (context.box()) event.preventDefault()
  }
  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['copy', onCopy],
    ['cut', onCut],
    ['paste', onPaste],
    ['beforecopy', allow],
    ['beforecut', allow],
  ]
  for (const [type, listener] of listeners) field.addEventListener(type, listener as EventListener)
  return () => {
    for (const [type, listener] of listeners) field.removeEventListener(type, listener as EventListener)
  }
}
