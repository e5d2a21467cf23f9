import type { Cells } from './cells.ts'
import type { KeyCommand } from './key-command.ts'
import { boxOf, type Selection, type Spot, selectBox } from './selection.ts'
import { goTo, move, walk } from './walk.ts'

export type MoveCommand = Extract<
  KeyCommand,
  { kind: 'move' | 'walk' | 'page' | 'edge' | 'select-all' | 'select-row' | 'select-column' }
>

export interface Moved {
  readonly selection: Selection
  /** what has to be in view now */
  readonly reveal: Spot | null
}

/** Where a key takes the selection. @param page rows that fit the sheet */
export function moved(cells: Cells, now: Selection, command: MoveCommand, page: number): Moved {
  const to = (selection: Selection, reveal: Spot | null = selection.head): Moved => ({ selection, reveal })
  const last = { row: cells.rows - 1, at: cells.columns - 1 }
  switch (command.kind) {
    case 'move':
      return to(move(cells, now, command))
    case 'walk': {
      const next = walk(cells, now, command.axis, command.step)
      return to(next, next.active)
    }
    case 'page': {
      const from = command.extend ? now.head : now.active
      return to(goTo(cells, now, { row: from.row + command.step * page, at: from.at }, command.extend))
    }
    case 'edge': {
      const from = command.extend ? now.head : now.active
      const row = command.whole ? (command.end ? last.row : 0) : from.row
      return to(goTo(cells, now, { row, at: command.end ? last.at : 0 }, command.extend))
    }
    case 'select-all':
      return to({ ...selectBox({ top: 0, left: 0, bottom: last.row, right: last.at }), active: now.active }, null)
    case 'select-row':
      return to({ ...selectBox({ ...boxOf(now), left: 0, right: last.at }), active: now.active }, null)
    case 'select-column':
      return to({ ...selectBox({ ...boxOf(now), top: 0, bottom: last.row }), active: now.active }, null)
  }
}
