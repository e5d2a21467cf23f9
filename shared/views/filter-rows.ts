import type { CellValue } from '../formulas/cell-value.ts'
import { unitOf } from '../values/unit.ts'
import type { ViewSource } from './view-source.ts'
import type { ViewFilter } from './view-spec.ts'

type Test = (row: number) => boolean

/** Positions of the rows that meet every filter, in the order given (VIEW-2). */
export function filterRows(source: ViewSource, filters: readonly ViewFilter[], rows?: Int32Array): Int32Array {
  const tests = filters.map(filter => testOf(filter, source))
  const from = rows ?? everyRow(source.size)
  if (tests.length === 0) return from
  const kept = new Int32Array(from.length)
  let count = 0
  for (const row of from) if (tests.every(test => test(row))) kept[count++] = row
  return kept.subarray(0, count)
}

function everyRow(size: number): Int32Array {
  const rows = new Int32Array(size)
  for (let row = 0; row < size; row++) rows[row] = row
  return rows
}

function testOf(filter: ViewFilter, source: ViewSource): Test {
  switch (filter.kind) {
    case 'values': {
      const wanted = new Set(filter.values)
      return row => wanted.has(source.text(row, filter.column))
    }
    case 'blank':
      return row => (source.text(row, filter.column) === '') === filter.blank
    case 'text':
      return textTest(filter, source)
    case 'figure':
      return figureTest(filter, source)
    case 'row':
      return rowTest(filter.test, source)
  }
}

/** Case and the width of characters make no difference. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

function textTest({ column, test, text }: Extract<ViewFilter, { kind: 'text' }>, source: ViewSource): Test {
  const wanted = plain(text)
  const of = (row: number) => plain(source.text(row, column))
  switch (test) {
    case 'contains':
      return row => of(row).includes(wanted)
    case 'contains-not':
      return row => !of(row).includes(wanted)
    case 'begins':
      return row => of(row).startsWith(wanted)
    case 'ends':
      return row => of(row).endsWith(wanted)
    case 'equals':
      return row => of(row) === wanted
  }
}

function figureTest(filter: Extract<ViewFilter, { kind: 'figure' }>, source: ViewSource): Test {
  const { column, test, figure } = filter
  const values = source.column(column)
  const of = (row: number) => figureOf(values.at(row), () => source.unit(row, column))
  const to = filter.to ?? figure
  const [low, high] = [Math.min(figure, to), Math.max(figure, to)]
  const holds = (n: number): boolean => {
    switch (test) {
      case '=':
        return n === figure
      case '<>':
        return n !== figure
      case '>':
        return n > figure
      case '>=':
        return n >= figure
      case '<':
        return n < figure
      case '<=':
        return n <= figure
      case 'between':
        return n >= low && n <= high
    }
  }
  return row => {
    const n = of(row)
    return n === null ? test === '<>' : holds(n)
  }
}

/** A cell's figure in the unit of its column or row: what was typed in another unit of the family is converted. */
function figureOf(value: CellValue, unit: () => string | null): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || value.kind !== 'number') return null
  if (value.unit === undefined) return value.value
  const own = unit()
  if (own === null || own === value.unit) return value.value
  const [from, to] = [unitOf(value.unit), unitOf(own)]
  return from && to && from.family === to.family ? (value.value * from.factor) / to.factor : null
}

function rowTest(test: Extract<ViewFilter, { kind: 'row' }>['test'], source: ViewSource): Test {
  switch (test) {
    case 'own':
      return row => source.own(row)
    case 'changed':
      return row => source.changed(row)
    case 'commented':
      return row => source.commented(row)
    case 'error': {
      const columns = source.columns.map(id => source.column(id))
      return row => columns.some(column => isError(column.at(row)))
    }
  }
}

const isError = (value: CellValue) => typeof value === 'object' && value !== null && value.kind === 'error'
