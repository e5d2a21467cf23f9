import { clearPlan, type Plan, pastePlan } from './block-writes.ts'
import type { Cells } from './cells.ts'
import { type ClipboardForms, readClipboard, writeClipboard } from './clipboard.ts'
import { type Block, transposed } from './clipboard-text.ts'
import { joined } from './fills/fill-plan.ts'
import type { Box } from './selection.ts'
import type { Writer } from './writer.ts'

export type ClipboardDeed = 'cut' | 'copy' | 'paste' | 'paste-values' | 'paste-transposed'

export interface ClipboardContext {
  readonly cells: Cells
  readonly writer: Writer
  /** what is selected while the grid has the clipboard's attention, the last range last; null while a text is being edited */
  readonly boxes: () => readonly Box[] | null
  readonly copied: (cells: number) => void
  readonly pasted: (box: Box) => void
  /** a block is longer than the table by so many rows: asks whether to add them, and goes on when they are there or not wanted */
  readonly grow: (rows: number, goOn: () => void) => void
  readonly say: (what: 'nothing-to-paste' | 'copy-ranges' | 'clipboard-refused' | 'clipboard-keys') => void
}

/** Copy, cut and paste of blocks, by the browser's own clipboard events or by a menu. */
export function listenToClipboard(
  field: HTMLElement,
  context: ClipboardContext,
): { ask(what: ClipboardDeed): Promise<void>; unlisten(): void } {
  const { cells, writer } = context

  const copy = (event: ClipboardEvent): readonly Box[] | null => {
    const boxes = context.boxes()
    if (!boxes || !event.clipboardData) return null
    event.preventDefault()
    const block = blockOf(boxes, cells)
    if (block === null) {
      context.say('copy-ranges')
      return null
    }
    writeClipboard(event.clipboardData, block)
    return boxes
  }
  const onCopy = (event: ClipboardEvent) => {
    const boxes = copy(event)
    if (boxes)
      context.copied(boxes.reduce((sum, box) => sum + (box.bottom - box.top + 1) * (box.right - box.left + 1), 0))
  }
  const onCut = (event: ClipboardEvent) => {
    const boxes = copy(event)
    if (boxes) writer.apply(joined(boxes.map(box => clearPlan(cells, box))), 'cut')
  }
  const put = (block: Block | null) => {
    const selected = context.boxes()?.at(-1)
    if (!selected) return
    if (!block?.length) return context.say('nothing-to-paste')
    const planned = (): Plan => pastePlan(cells, block, selected)
    const finish = (plan: Plan) => {
      context.pasted(plan.box)
      writer.apply(plan, 'paste')
    }
    const plan = planned()
    if (plan.clipped.rows > 0) context.grow(plan.clipped.rows, () => finish(planned()))
    else finish(plan)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!context.boxes() || !event.clipboardData) return
    event.preventDefault()
    const data = event.clipboardData
    put(readClipboard({ plain: data.getData('text/plain'), html: data.getData('text/html') }))
  }
  /** A browser asks whether it may copy or cut before it does; with nothing selected in the field it would not. */
  const allow = (event: Event) => {
    if (context.boxes()) event.preventDefault()
  }
  const ask = async (what: ClipboardDeed): Promise<void> => {
    if (what === 'cut' || what === 'copy') {
      if (!document.execCommand(what)) context.say('clipboard-keys')
      return
    }
    let forms: ClipboardForms
    try {
      forms = await askedForms()
    } catch {
      return context.say('clipboard-refused')
    }
    if (what === 'paste-values') return put(readClipboard({ ...forms, html: '' }))
    const block = readClipboard(forms)
    put(what === 'paste-transposed' && block ? transposed(block) : block)
  }
  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['copy', onCopy],
    ['cut', onCut],
    ['paste', onPaste],
    ['beforecopy', allow],
    ['beforecut', allow],
  ]
  for (const [type, listener] of listeners) field.addEventListener(type, listener as EventListener)
  return {
    ask,
    unlisten() {
      for (const [type, listener] of listeners) field.removeEventListener(type, listener as EventListener)
    },
  }
}

/** Ranges beside or under one another become one block, as in Excel; null where they make no rectangle. */
function blockOf(boxes: readonly Box[], cells: Cells): string[][] | null {
  const textsOf = (box: Box): string[][] => {
    const block: string[][] = []
    for (let row = box.top; row <= box.bottom; row++)
      block.push(Array.from({ length: box.right - box.left + 1 }, (_, i) => cells.text({ row, at: box.left + i })))
    return block
  }
  const [first, ...more] = boxes
  if (!first) return null
  if (more.every(({ left, right }) => left === first.left && right === first.right))
    return [...boxes].sort((a, b) => a.top - b.top).flatMap(textsOf)
  if (!more.every(({ top, bottom }) => top === first.top && bottom === first.bottom)) return null
  const parts = [...boxes].sort((a, b) => a.left - b.left).map(textsOf)
  return parts[0]!.map((_, row) => parts.flatMap(part => part[row]!))
}

async function askedForms(): Promise<ClipboardForms> {
  const [item] = await navigator.clipboard.read()
  const form = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : '')
  return { plain: await form('text/plain'), html: await form('text/html') }
}
