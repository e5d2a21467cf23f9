import type { Scalar } from '../core/scalar.ts'
import { structureOf } from '../document/structure-of.ts'
import { foreignKeeper, referenceKeeper } from '../formulas/language/keep-references.ts'
import type { Workspace } from '../formulas/workspace/workspace.ts'
import type { ColumnCommand, ColumnEdit } from '../tables/column-command.ts'
import type { TableStructure } from '../tables/structure.ts'
import { type ColumnProblem, columnIdOf, flaws, type OwnCommand, obstacles } from './column-problems.ts'
import { authorsView, effectsElsewhere, withOwn } from './elsewhere.ts'
import {
  type BrokenFormula,
  brokenFormulas,
  type RewrittenFormula,
  rewrittenFormulas,
  type ShiftedFormula,
  shiftedFormulas,
} from './formula-effects.ts'
import { placeColumn } from './place-column.ts'

/** A table's structure as it is stored, deleted columns included: `columnId:fact` and `table:fact`. */
export type StructureFacts = ReadonlyMap<string, Scalar>

/** What commands would do to a table. Nothing may be written while there are problems. */
export interface ColumnPlan {
  readonly writes: readonly { readonly key: string; readonly value: Scalar }[]
  /** the structure with the writes in it */
  readonly structure: TableStructure
  /** ids of the columns added, in order */
  readonly added: readonly string[]
  readonly rewrites: readonly RewrittenFormula[]
  readonly broken: readonly BrokenFormula[]
  readonly shifted: readonly ShiftedFormula[]
  readonly problems: readonly ColumnProblem[]
  /** formulas of other tables to be spelled anew, by table id; `rewrites` names those as well */
  readonly elsewhere: ReadonlyMap<string, readonly RewrittenFormula[]>
}

/** The other tables, where they are at hand. Without them, what formulas read of other tables is taken on trust. */
export interface Among {
  /** the id of the table that is changed */
  readonly own: string
  readonly all: Workspace
  /** those that the author of the commands may read: a formula that is written now may name no others */
  readonly seen: Workspace
}

/** Works out what the commands mean, one after the other. Pure; `newId` gives the id of a column that comes without one. */
export function planColumns(
  facts: StructureFacts,
  commands: readonly ColumnCommand[],
  newId: () => string,
  among?: Among,
): ColumnPlan {
  const before = structureOf(facts)
  const draft = new Map(facts)
  const problems: ColumnProblem[] = []
  const added: string[] = []
  const given = new Set<string>()
  let structure = before
  commands.forEach((asked, command) => {
    const own: OwnCommand = asked.kind === 'add-column' ? { ...asked, id: asked.id ?? newId() } : asked
    const found = obstacles(draft, structure, own)
    const next = found.length === 0 ? carriedOut(draft, structure, own, among) : structure
    const flawed = () => flaws(next, own, among && authorsView(among, next))
    for (const problem of found.length === 0 ? flawed() : found) problems.push({ ...problem, command })
    structure = next
    if (own.kind === 'add-column') added.push(own.id)
    if (writesFormula(own)) given.add(columnIdOf(own))
  })
  const writes = [...draft].flatMap(([key, value]) => ((facts.get(key) ?? null) === value ? [] : [{ key, value }]))
  const away = among && effectsElsewhere(among, structure)
  const others = among && { before: among.all.othersOf(among.own), after: away!.after.othersOf(among.own) }
  return {
    writes,
    structure,
    added,
    rewrites: [...rewrittenFormulas(before, structure, given), ...[...(away?.rewrites.values() ?? [])].flat()],
    broken: [...brokenFormulas(before, structure, given, others), ...(away?.broken ?? [])],
    shifted: shiftedFormulas(before, structure, given),
    problems,
    elsewhere: away?.rewrites ?? new Map(),
  }
}

const writesFormula = (command: OwnCommand): boolean => 'facts' in command && command.facts.formula != null

/** Writes the command into the draft; answers the structure that comes of it. */
function carriedOut(
  draft: Map<string, Scalar>,
  structure: TableStructure,
  command: OwnCommand,
  among: Among | undefined,
): TableStructure {
  const { columns } = structure
  const place = (id: string, after: string | null) => {
    for (const [column, order] of placeColumn(columns, id, after)) draft.set(`${column}:order`, order)
  }
  switch (command.kind) {
    case 'add-column':
      place(command.id, command.after === undefined ? (columns.at(-1)?.id ?? null) : command.after)
      edit(draft, command.id, { type: 'text', fills: 'planning', ...command.facts })
      break
    case 'change-column':
      edit(draft, command.column, command.facts)
      break
    case 'move-column':
      place(command.column, command.after)
      break
    case 'delete-column':
      draft.set(`${command.column}:deleted`, true)
      break
    case 'restore-column':
      draft.set(`${command.column}:deleted`, null)
      break
  }
  return withReferencesKept(draft, structure, writesFormula(command) ? columnIdOf(command) : null, among)
}

function edit(draft: Map<string, Scalar>, column: string, facts: ColumnEdit): void {
  const was = draft.get(`${column}:type`)
  for (const [fact, value] of Object.entries(facts))
    if (value !== undefined) draft.set(`${column}:${fact}`, stored(fact, value))
  const is = draft.get(`${column}:type`)
  // whoever makes a computed column an entered one has to say who fills it; where nobody does, it is the planning office
  if (is !== 'computed' && was === 'computed' && facts.fills === undefined) draft.set(`${column}:fills`, 'planning')
  if (is === 'computed' && was !== 'computed') draft.set(`${column}:fills`, 'nobody')
}

/** A fact that says what holds anyway is not stored. */
function stored(fact: string, value: Scalar): Scalar {
  if (fact === 'official') return value === false ? false : null
  if (fact === 'hidden' || fact === 'frozen') return value === true ? true : null
  if (fact === 'formula') return value === '' ? null : value
  return typeof value === 'string' ? value.trim() || null : value
}

/** Formulas follow their columns: all but the one that was written just now, which knows the new names. */
function withReferencesKept(
  draft: Map<string, Scalar>,
  before: TableStructure,
  written: string | null,
  among: Among | undefined,
): TableStructure {
  const after = structureOf(draft)
  const keep = referenceKeeper(before, after)
  // a table may name itself as well
  const keepNamed = among && foreignKeeper(withOwn(among, before), withOwn(among, after))
  const kept = (formula: string) => keepNamed?.(keep(formula)) ?? keep(formula)
  let touched = false
  for (const { id, type, formula } of after.columns) {
    if (type !== 'computed' || !formula || id === written) continue
    const spelled = kept(formula)
    if (spelled === formula) continue
    draft.set(`${id}:formula`, spelled)
    touched = true
  }
  return touched ? structureOf(draft) : after
}
