import { counted } from '../../document/row-tree.ts'
import { equalityKey } from '../evaluate/compare.ts'
import type { ExcelCall, ExcelRows } from '../excel/excel-call.ts'
import { NotExpressible } from '../excel/not-expressible.ts'

/** The tree of rows is written into the sheet as it stands at the time of the export: which cells are added is frozen, they stay live. */
const rowsOf = (call: ExcelCall): ExcelRows => {
  if (call.rows === undefined) throw new NotExpressible('no tree of rows at hand')
  return call.rows
}

function columnOf(call: ExcelCall, index: number): string {
  const node = call.nodes[index]
  if (node?.kind !== 'column') throw new NotExpressible('no column')
  return node.columnId
}

export function sumBelowInExcel(call: ExcelCall): string {
  const { tree, at } = rowsOf(call)
  const end = tree.end[at]!
  if (end === at + 1) return '""'
  return call.wrap(sumOf(call, 0, counted(tree, at + 1, end)), 'number')
}

export function sumOfTopsInExcel(call: ExcelCall): string {
  const { tree } = rowsOf(call)
  return sumOf(call, 0, counted(tree, 0, tree.size))
}

export function sumOfCategoryInExcel(call: ExcelCall): string {
  const { tree, at, value } = rowsOf(call)
  const categories = columnOf(call, 0)
  const key = equalityKey(value(categories, at))
  if (key === null || key === '') return '""'
  const tops = [...counted(tree, 0, tree.size)].filter(row => equalityKey(value(categories, row)) === key)
  return call.wrap(sumOf(call, 1, tops), 'number')
}

export function cellAbove(call: ExcelCall): string {
  const { tree, at, cell } = rowsOf(call)
  const parent = tree.parent[at]!
  return parent < 0 ? '""' : call.wrap(cell(columnOf(call, 0), parent), 'any')
}

export function excelShareOfParent(call: ExcelCall): string {
  const { tree, at, cell } = rowsOf(call)
  const parent = tree.parent[at]!
  if (parent < 0) return '""'
  const [part, whole] = [cell(columnOf(call, 0), at), cell(columnOf(call, 0), parent)]
  const share = call.wrap(`${part}/${whole}*100`, 'number')
  return `IF(AND(ISNUMBER(${part}),ISNUMBER(${whole})),${share},IF(ISERROR(${part}),${part},IF(ISERROR(${whole}),${whole},"")))`
}

const MOST_ARGUMENTS = 255

/** The cells that stand for these rows, blank parents by their children, as few ranges as possible. */
function sumOf(call: ExcelCall, index: number, rows: Iterable<number>): string {
  const { tree, cell, value } = rowsOf(call)
  const columnId = columnOf(call, index)
  const added: number[] = []
  const waiting = [...rows].reverse()
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const end = tree.end[at]!
    if (end > at + 1 && value(columnId, at) === null) waiting.push(...[...counted(tree, at + 1, end)].reverse())
    else added.push(at)
  }
  const runs: string[] = []
  for (let first = 0, next = 1; first < added.length; first = next++) {
    while (next < added.length && added[next] === added[next - 1]! + 1) next++
    const [from, to] = [added[first]!, added[next - 1]!]
    runs.push(from === to ? cell(columnId, from) : `${cell(columnId, from)}:${cell(columnId, to)}`)
  }
  return runs.length === 0 ? '0' : nested(runs)
}

function nested(runs: readonly string[]): string {
  if (runs.length <= MOST_ARGUMENTS) return `SUM(${runs.join(',')})`
  const parts: string[] = []
  for (let from = 0; from < runs.length; from += MOST_ARGUMENTS)
    parts.push(`SUM(${runs.slice(from, from + MOST_ARGUMENTS).join(',')})`)
  return nested(parts)
}
