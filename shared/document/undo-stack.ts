import type { Scalar } from '../core/scalar.ts'
import { type Edit, same, type Write } from './edit.ts'
import { idOf, nameOf } from './keys.ts'
import { cellsSeen, rowMoved } from './rebase.ts'

/** One key of a step: written back to `previous` only where it still shows `mine`. */
interface Move {
  readonly map: Write['map']
  readonly key: string
  readonly previous: Scalar
  readonly mine: Scalar
  /** where the row goes by it (a made row taken back, a deletion done again): its cells as their author left them, blanks left out */
  readonly cells?: Readonly<Record<string, Scalar>>
}

/** What the screen shows, own edits included. */
export interface Shown {
  read(map: Write['map'], key: string): Scalar
  /** every column id, deleted ones too */
  columns(): Iterable<string>
}

interface Step {
  readonly label: string
  readonly moves: readonly Move[]
}

const LIMIT = 200

/**
 * A person's own changes, as keys and values: they survive folds, reconnections and other people's edits.
 * Undo is a new edit; what somebody else has written over is left alone.
 */
export class UndoStack {
  #undo: Step[] = []
  #redo: Step[] = []

  get canUndo(): boolean {
    return this.#undo.length > 0
  }

  get canRedo(): boolean {
    return this.#redo.length > 0
  }

  /** i18n keys of what undo and redo would take back or do again */
  get undoLabel(): string | null {
    return this.#undo.at(-1)?.label ?? null
  }

  get redoLabel(): string | null {
    return this.#redo.at(-1)?.label ?? null
  }

  /** @param shown the screen with the edits on it */
  push(edits: readonly Edit[], label: string, shown: Shown): void {
    if (edits.length === 0) return
    this.#undo.push({ label, moves: movesOf(edits, shown) })
    if (this.#undo.length > LIMIT) this.#undo.shift()
    this.#redo = []
  }

  undo(shown: Shown): Write[] {
    return take(this.#undo, this.#redo, shown)
  }

  redo(shown: Shown): Write[] {
    return take(this.#redo, this.#undo, shown)
  }
}

function take(from: Step[], to: Step[], shown: Shown): Write[] {
  const step = from.pop()
  if (step === undefined) return []
  const moves = step.moves.filter(move => stands(move, shown))
  if (moves.length > 0)
    to.push({ label: step.label, moves: moves.map(move => ({ ...move, previous: move.mine, mine: move.previous })) })
  return moves.map(move => ({ map: move.map, key: move.key, value: move.previous }))
}

/** A row goes only with what its author knew to be in it: others may have filled it since. */
function stands({ map, key, previous, mine, cells }: Move, shown: Shown): boolean {
  if (!same(shown.read(map, key), mine)) return false
  return previous !== true || cells === undefined || !rowMoved(idOf(key), cells, shown)
}

function movesOf(edits: readonly Edit[], shown: Shown): Move[] {
  const created = new Set<string>()
  for (const edit of edits)
    if (edit.map === 'rows' && nameOf(edit.key) === 'order' && edit.base === null) created.add(idOf(edit.key))
  const moves = new Map<string, Move>()
  for (const edit of edits) {
    const row = idOf(edit.key)
    // a row that was made is taken back by deleting it: its facts and cells stay for redo
    if (created.has(row)) {
      if (!moves.has(row))
        moves.set(row, { map: 'rows', key: `${row}:deleted`, previous: true, mine: null, cells: cellsSeen(row, shown) })
      continue
    }
    const name = `${edit.map} ${edit.key}`
    const first = moves.get(name)
    moves.set(name, {
      map: edit.map,
      key: edit.key,
      previous: first === undefined ? edit.base : first.previous,
      mine: edit.value,
      ...(edit.map === 'rows' && nameOf(edit.key) === 'deleted' ? { cells: cellsSeen(row, shown) } : {}),
    })
  }
  return [...moves.values()]
}
