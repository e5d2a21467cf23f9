import type { Column, TableStructure } from '../../tables/structure.ts'
import type { FormulaError } from '../cell-value.ts'
import { formulaError } from '../errors.ts'
import type { OtherTables } from '../workspace/other-tables.ts'
import { type Bind, binder } from './bind.ts'
import type { Bound } from './bound.ts'
import { boundHeight } from './bound-height.ts'
import { circularColumns } from './circles.ts'
import { type Dependencies, dependenciesOf } from './dependencies.ts'
import { linkedColumns } from './foreign-names.ts'
import { parseFormula } from './parser.ts'

/** A computed column, ready to be evaluated or exported. */
export interface ColumnFormula {
  readonly column: Column
  /** as stored, `=` included; empty where none has been written yet */
  readonly source: string
  readonly bound: Bound
  readonly dependencies: Dependencies
  readonly height: number
  /** what is wrong with the column as a whole; `bound` is this error then */
  readonly error: FormulaError | null
}

export interface StructureFormulas {
  readonly formulas: ReadonlyMap<string, ColumnFormula>
  /** computed columns, each after those that it reads; columns in a circle are constant errors */
  readonly order: readonly ColumnFormula[]
}

/**
 * All formulas of a table, parsed, bound and put in order.
 * @param others left out: what is read of other tables is taken on trust
 */
export function structureFormulas(structure: TableStructure, others?: OtherTables): StructureFormulas {
  const bind = binder(structure, others)
  const read = new Map<string, ColumnFormula>()
  for (const column of structure.columns)
    if (column.type === 'computed') read.set(column.id, columnFormula(column, bind))
  const { circles, order } = circularColumns([...read.keys()], id => precedents(read.get(id)!, read))
  for (const circle of circles) {
    const columns = circle.map(id => read.get(id)!.column.title)
    const error = formulaError('#CYCLE!', 'circle', { columns: [...columns, columns[0]].join(' → ') })
    for (const id of circle) read.set(id, broken(read.get(id)!.column, read.get(id)!.source, error))
  }
  if (others !== undefined && linkedColumns(structure).size > 0)
    for (const [id, { column, source, error }] of read) {
      const fault = error === null ? others.fault(id) : null
      if (fault !== null) read.set(id, broken(column, source, fault))
    }
  return { formulas: read, order: order.map(id => read.get(id)!) }
}

const NOTHING: Dependencies = { row: new Set(), whole: new Set(), along: new Map() }

const broken = (column: Column, source: string, error: FormulaError): ColumnFormula => ({
  column,
  source,
  bound: { kind: 'error', error },
  dependencies: NOTHING,
  height: 1,
  error,
})

function columnFormula(column: Column, bind: Bind): ColumnFormula {
  const source = column.formula ?? ''
  if (source.trim() === '')
    return { column, source: '', bound: { kind: 'missing' }, dependencies: NOTHING, height: 1, error: null }
  const parsed = parseFormula(source)
  if (!parsed.ok) return broken(column, source, parsed.error)
  const { bound, issues } = bind(parsed.node)
  const fatal = issues.find(issue => issue.fatal)
  if (fatal !== undefined) return broken(column, source, fatal.error)
  return { column, source, bound, dependencies: dependenciesOf(bound), height: boundHeight(bound), error: null }
}

/** The computed columns that a formula reads. */
export function precedents(formula: ColumnFormula, all: ReadonlyMap<string, unknown>): readonly string[] {
  const { row, whole } = formula.dependencies
  return [...new Set([...row, ...whole])].filter(id => all.has(id))
}
