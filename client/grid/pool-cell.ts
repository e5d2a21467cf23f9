import type { CellLook } from './cell-look.ts'

/** px, the style sheet's own */
const PADDING = 9

type Part = 'old' | 'before' | 'after'
const TAG: Readonly<Record<Part, string>> = { old: 's', before: 'i', after: 'i' }

interface PartElement {
  readonly el: HTMLElement
  readonly node: Text
  text: string
}

/** One recycled cell element and what was last written to it: asking the DOM would be far slower than comparing here. */
export interface PoolCell {
  readonly el: HTMLElement
  readonly node: Text
  text: string
  className: string
  at: number
  span: number
  selected: boolean
  readOnly: boolean
  titled: boolean
  label: string | undefined
  pad: number
  indent: number
  old: PartElement | null
  before: PartElement | null
  after: PartElement | null
}

export const element = (className: string, role: string): HTMLElement => {
  const el = document.createElement('div')
  el.className = className
  el.setAttribute('role', role)
  return el
}

export function createPoolCell(parent: HTMLElement, id: string): PoolCell {
  const el = element('cell', 'gridcell')
  el.id = id
  const node = el.appendChild(document.createTextNode(''))
  parent.append(el)
  const state = {
    text: '',
    className: '',
    at: -1,
    span: -1,
    selected: false,
    readOnly: false,
    titled: false,
    pad: 0,
    indent: 0,
  }
  return { el, node, ...state, label: undefined, old: null, before: null, after: null }
}

export function placeCell(
  cell: PoolCell,
  column: { readonly at: number; readonly start: number; readonly size: number },
): void {
  cell.at = column.at
  cell.el.style.left = `${column.start}px`
  cell.el.style.width = `${column.size}px`
  cell.el.setAttribute('aria-colindex', String(column.at + 1))
}

function writePart(cell: PoolCell, part: Part, text: string): void {
  let found = cell[part]
  if (!found) {
    if (text === '') return
    const el = document.createElement(TAG[part])
    el.className = part
    const node = el.appendChild(document.createTextNode(''))
    if (part === 'after') cell.el.append(el)
    else if (part === 'before') cell.el.insertBefore(el, cell.node)
    else cell.el.prepend(el)
    found = cell[part] = { el, node, text: '' }
  }
  if (found.text === text) return
  found.text = text
  found.node.data = text
}

export function writeCell(
  cell: PoolCell,
  { className, old, before, text, after, label, pad = 0, indent = 0 }: CellLook,
): void {
  if (cell.text !== text) {
    cell.text = text
    cell.node.data = text
  }
  writePart(cell, 'old', old)
  writePart(cell, 'before', before)
  writePart(cell, 'after', after)
  if (cell.className !== className) {
    cell.className = className
    cell.el.className = `cell ${className}`
  }
  if (cell.pad !== pad) {
    cell.pad = pad
    cell.el.style.paddingRight = pad ? `${PADDING + pad}px` : ''
  }
  if (cell.indent !== indent) {
    cell.indent = indent
    cell.el.style.paddingLeft = indent ? `${PADDING + indent}px` : ''
  }
  if (cell.label !== label) {
    cell.label = label
    if (label === undefined) cell.el.removeAttribute('aria-label')
    else cell.el.setAttribute('aria-label', label)
  }
  if (cell.titled) {
    cell.titled = false
    cell.el.removeAttribute('title')
  }
}

/** A merged cell reaches down over `span` rows; 0 hides a covered one. */
export function spanCell(cell: PoolCell, span: number, rowHeight: number): void {
  if (cell.span === span) return
  cell.span = span
  cell.el.hidden = span === 0
  cell.el.style.height = span > 0 ? `${span * rowHeight}px` : ''
  cell.el.setAttribute('aria-rowspan', String(Math.max(1, span)))
}
