import { type FormulaIssue, formulaIssue } from '../formulas/formula-issue.ts'
import { structureFormulas } from '../formulas/language/structure-formulas.ts'
import type { OtherTables } from '../formulas/workspace/other-tables.ts'
import type { Column, TableStructure } from '../tables/structure.ts'

/** A formula that a change of columns spells anew, so that it reads what it read. */
export interface RewrittenFormula {
  readonly column: string
  readonly title: string
  /** of another table: its id, and what it is called */
  readonly tableId?: string
  readonly table?: string
  readonly before: string
  readonly after: string
}

/** A formula that was right and would no longer be. */
export interface BrokenFormula {
  readonly column: string
  readonly title: string
  /** of another table: its id, and what it is called */
  readonly tableId?: string
  readonly table?: string
  readonly formula: string
  readonly issue: FormulaIssue
}

/** A formula that stays as written and would read other columns than before: a range that grew, shrank or moved. */
export interface ShiftedFormula {
  readonly column: string
  readonly title: string
  readonly formula: string
  /** titles of columns that it would read from now on, and no longer */
  readonly gains: readonly string[]
  readonly loses: readonly string[]
}

export function rewrittenFormulas(before: TableStructure, after: TableStructure, given: ReadonlySet<string>) {
  const was = byId(before)
  return after.columns.flatMap((column): RewrittenFormula[] => {
    const old = was.get(column.id)?.formula ?? ''
    const now = column.formula ?? ''
    return column.type !== 'computed' || old === '' || old === now || given.has(column.id)
      ? []
      : [{ column: column.id, title: column.title, before: old, after: now }]
  })
}

/** `given`: columns whose formula somebody wrote just now; theirs is a problem of the command and no effect of it. */
export function brokenFormulas(
  before: TableStructure,
  after: TableStructure,
  given: ReadonlySet<string>,
  others?: { readonly before: OtherTables; readonly after: OtherTables },
) {
  const was = structureFormulas(before, others?.before).formulas
  const broken: BrokenFormula[] = []
  for (const [id, { column, source, error }] of structureFormulas(after, others?.after).formulas) {
    if (error === null || given.has(id) || was.get(id)?.error != null) continue
    const issue = formulaIssue(source, after, id, others?.after)
    if (issue !== null) broken.push({ column: id, title: column.title, formula: source, issue })
  }
  return broken
}

export function shiftedFormulas(before: TableStructure, after: TableStructure, given: ReadonlySet<string>) {
  const was = structureFormulas(before).formulas
  const titles = new Map([...byId(before), ...byId(after)].map(([id, { title }]) => [id, title]))
  const named = (ids: readonly string[]) => ids.map(id => titles.get(id) ?? id)
  const shifted: ShiftedFormula[] = []
  for (const [id, now] of structureFormulas(after).formulas) {
    const old = was.get(id)
    if (old === undefined || old.error !== null || now.error !== null || given.has(id)) continue
    const read = reads(old.dependencies)
    const reading = reads(now.dependencies)
    const gains = named([...reading].filter(column => !read.has(column)))
    const loses = named([...read].filter(column => !reading.has(column)))
    if (gains.length + loses.length === 0) continue
    shifted.push({ column: id, title: now.column.title, formula: now.source, gains, loses })
  }
  return shifted
}

const reads = ({ row, whole }: { readonly row: ReadonlySet<string>; readonly whole: ReadonlySet<string> }) =>
  new Set([...row, ...whole])

const byId = ({ columns }: TableStructure): ReadonlyMap<string, Column> =>
  new Map(columns.map(column => [column.id, column]))
