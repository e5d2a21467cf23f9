import type { Scalar } from '../core/scalar.ts'
import { type ConflictCause, type Edit, mapKey, same, type Write } from './edit.ts'
import { idOf, nameOf } from './keys.ts'

interface CellsOfRows {
  read(map: Write['map'], key: string): Scalar
  /** every column id, deleted ones too */
  columns(): Iterable<string>
}

/** What a rebase asks of the committed state, own edits left out. */
export interface Committed extends CellsOfRows {
  hasRow(row: string): boolean
  hasColumn(column: string): boolean
}

export type Verdict =
  | { readonly edit: Edit; readonly kind: 'superseded' | 'already' | 'again' }
  | { readonly edit: Edit; readonly kind: 'conflict'; readonly cause: ConflictCause; readonly theirs: Scalar }

/**
 * Judges the edits that never landed against what is committed now. A chain on one key comes down to its last value, with
 * the first base: what its author saw when it began.
 */
export function judge(unacked: readonly Edit[], committed: Committed): Verdict[] {
  const chains = new Map<string, Edit[]>()
  const ownRows = new Set<string>()
  for (const edit of unacked) {
    const key = mapKey(edit.map, edit.key)
    const chain = chains.get(key)
    if (chain) chain.push(edit)
    else chains.set(key, [edit])
    if (edit.map === 'rows' && nameOf(edit.key) === 'order' && edit.base === null) ownRows.add(idOf(edit.key))
  }
  const verdicts: Verdict[] = []
  for (const chain of chains.values()) {
    const last = chain[chain.length - 1]!
    last.base = chain[0]!.base
    for (const edit of chain.slice(0, -1)) verdicts.push({ edit, kind: 'superseded' })
    verdicts.push(judgeOne(last, committed, ownRows))
  }
  return verdicts
}

function judgeOne(edit: Edit, committed: Committed, ownRows: ReadonlySet<string>): Verdict {
  const theirs = committed.read(edit.map, edit.key)
  const row = idOf(edit.key)
  const name = nameOf(edit.key)
  const conflict = (cause: ConflictCause): Verdict => ({ edit, kind: 'conflict', cause, theirs })
  if (same(theirs, edit.value)) return { edit, kind: 'already' }
  const bringsBack = edit.map === 'rows' && name === 'deleted'
  if (!bringsBack && !ownRows.has(row) && !committed.hasRow(row)) return conflict('row-gone')
  if (edit.map === 'cells' && !committed.hasColumn(name)) return conflict('column-gone')
  if (!same(theirs, edit.base)) return conflict('base-moved')
  if (edit.seen !== undefined && rowMoved(row, edit.seen, committed)) return conflict('deleted-row-was-edited')
  return { edit, kind: 'again' }
}

/** The committed cells of a row, blanks left out: a column that came since and is still empty is no change. */
export function cellsSeen(row: string, committed: CellsOfRows): Record<string, Scalar> {
  const seen: Record<string, Scalar> = {}
  for (const column of committed.columns()) {
    const value = committed.read('cells', `${row}:${column}`)
    if (value !== null) seen[column] = value
  }
  return seen
}

export function rowMoved(row: string, seen: Readonly<Record<string, Scalar>>, committed: CellsOfRows): boolean {
  for (const column of committed.columns()) {
    const before = Object.hasOwn(seen, column) ? seen[column] : null
    if (!same(committed.read('cells', `${row}:${column}`), before)) return true
  }
  return false
}
