import type { Scalar } from '../core/scalar.ts'
import { type Edit, same, type Write } from './edit.ts'
import { idOf, nameOf } from './keys.ts'

/** One key of a step: written back to `previous` only where it still shows `mine`. */
interface Move {
  readonly map: Write['map']
  readonly key: string
  readonly previous: Scalar
  readonly mine: Scalar
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

  push(edits: readonly Edit[], label: string): void {
    if (edits.length === 0) return
    this.#undo.push({ label, moves: movesOf(edits) })
    if (this.#undo.length > LIMIT) this.#undo.shift()
    this.#redo = []
  }

  undo(read: (map: Write['map'], key: string) => Scalar): Write[] {
    return take(this.#undo, this.#redo, read)
  }

  redo(read: (map: Write['map'], key: string) => Scalar): Write[] {
    return take(this.#redo, this.#undo, read)
  }
}

function take(from: Step[], to: Step[], read: (map: Write['map'], key: string) => Scalar): Write[] {
  const step = from.pop()
  if (step === undefined) return []
  const moves = step.moves.filter(move => same(read(move.map, move.key), move.mine))
  if (moves.length > 0)
    to.push({ label: step.label, moves: moves.map(move => ({ ...move, previous: move.mine, mine: move.previous })) })
  return moves.map(move => ({ map: move.map, key: move.key, value: move.previous }))
}

function movesOf(edits: readonly Edit[]): Move[] {
  const created = new Set<string>()
  for (const edit of edits)
    if (edit.map === 'rows' && nameOf(edit.key) === 'order' && edit.base === null) created.add(idOf(edit.key))
  const moves = new Map<string, Move>()
  for (const edit of edits) {
    const row = idOf(edit.key)
    // a row that was made is taken back by deleting it: its facts and cells stay for redo
    if (created.has(row)) moves.set(row, { map: 'rows', key: `${row}:deleted`, previous: true, mine: null })
    else {
      const name = `${edit.map} ${edit.key}`
      moves.set(name, {
        map: edit.map,
        key: edit.key,
        previous: moves.get(name)?.previous ?? edit.base,
        mine: edit.value,
      })
    }
  }
  return [...moves.values()]
}
