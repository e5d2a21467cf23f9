import { cellWrite, type Write } from '../../../shared/document/edit.ts'
import {
  deletedRows,
  headsOf,
  indented,
  insertedRows,
  markedOfWhich,
  movedBeside,
  movedBy,
  outdented,
  type RowMove,
  withBelow,
} from '../../../shared/document/row-moves.ts'
import type { TableView } from '../../../shared/document/table-view.ts'
import type { GridCommand } from '../commands/grid-command.ts'
import type { Translate } from '../words.ts'
import type { OutlinedSheet } from './outline.ts'
import { ROW_COMMANDS, ROW_KEYS, type RowCommandId } from './row-keys.ts'
import { rowRefusal } from './row-words.ts'

interface Hands {
  /** rows in the selection, from above; [] where nothing is shown */
  readonly chosen: () => readonly string[]
  readonly say: (message: string) => void
  readonly select: (row: string) => void
}

export interface RowCommands {
  readonly list: readonly GridCommand[]
  run(id: RowCommandId): void
  /** the rows, and what stands under them, beside another row */
  /** whether so many rows may be added under the last one shown */
  mayAppend(count: number): boolean
  append(count: number): void
  drop(rows: readonly string[], beside: string, side: 'above' | 'below'): void
}

/** More rows at once, and somebody has slipped: Ctrl+A, then insert. */
const MOST_NEW = 1_000

/** What one does to rows as a whole, as menus and keys ask for it. */
export function createRowCommands(sheet: OutlinedSheet, t: Translate, hands: Hands): RowCommands {
  const { outline, rows: editing } = sheet
  const { say } = hands

  /** Why these rows may not be touched, or null; the first of them that somebody else fills is named. */
  const refused = (rows: readonly string[]): string | null => {
    if (editing === undefined) return t('permission:role-only-reads')
    for (const row of rows) {
      const words = rowRefusal(sheet, editing.decide(row), row, t)
      if (words !== null) return words
    }
    return null
  }
  const write = (rows: readonly string[], label: string, move: RowMove): void => {
    const words = typeof move === 'string' ? t(`grid:cannot-${move}`) : refused(rows)
    if (words !== null) say(words)
    else if (typeof move !== 'string' && move.length > 0) editing?.write(move, label)
  }

  const insert = (side: 'above' | 'below') => {
    const chosen = hands.chosen()
    insertBeside((side === 'above' ? chosen[0] : chosen.at(-1)) ?? null, side, Math.max(1, chosen.length))
  }
  const insertBeside = (beside: string | null, side: 'above' | 'below', count: number) => {
    if (editing === undefined) return say(t('permission:role-only-reads'))
    if (count > MOST_NEW) return say(t('grid:too-many-new-rows', { most: MOST_NEW }))
    const whose = editing.ownerOfNew(beside)
    if ('refused' in whose) return say(t(`permission:${whose.refused}`))
    const ids = Array.from({ length: count }, editing.newId)
    const facts = insertedRows(editing.view, ids, beside, side, whose.owner)
    editing.write([...facts, ...categories(ids, beside)], 'insert-rows')
    hands.select(ids[0]!)
  }
  /** A new row belongs to the category in which it is made, so that a merged cell stays whole; a clerk may not write there. */
  const categories = (ids: readonly string[], beside: string | null): readonly Write[] =>
    beside === null
      ? []
      : sheet.view.structure.columns
          .filter(({ id, type }) => type === 'category' && sheet.decide(beside, id).allowed)
          .flatMap(({ id }) => {
            const value = sheet.view.cell(beside, id)
            return value === null ? [] : ids.map(row => cellWrite(row, id, value))
          })

  const remove = () => {
    if (editing === undefined) return say(t('permission:role-only-reads'))
    const chosen = hands.chosen()
    const going = withBelow(editing.view, chosen)
    if (going.length === 0) return
    const words = refused(going)
    if (words !== null) return say(words)
    editing.write(deletedRows(editing.view, chosen), 'delete-rows')
    const own = new Set(chosen)
    const below = going.filter(row => !own.has(row)).length
    say(t(below > 0 ? 'grid:rows-deleted-with-below' : 'grid:rows-deleted', { count: going.length, below }))
  }

  const fold = (collapsed: boolean) => {
    const chosen = hands.chosen()
    const foldable = chosen.filter(row => outline.isCollapsed(row) !== null)
    if (foldable.length > 0) return outline.collapse(foldable, collapsed)
    // within a group its parent is meant
    const { view } = sheet
    const parents = headsOf(view, chosen).flatMap(row => {
      const depth = outline.depth(row)
      for (let at = view.rowIndex(row) - 1; depth > 0 && at >= 0; at--)
        if (outline.depth(view.rows[at]!) < depth) return [view.rows[at]!]
      return []
    })
    if (!collapsed || parents.length === 0) return
    hands.select(parents[0]!)
    outline.collapse(parents, true)
  }
  const levels = (count: number) => {
    const [first] = hands.chosen()
    outline.showLevels(count)
    if (first !== undefined) hands.select(outline.shownFor(first))
  }

  const move = (label: string, of: (view: TableView, rows: readonly string[]) => RowMove) => () => {
    const view = editing?.view ?? sheet.view
    const chosen = hands.chosen()
    write(headsOf(view, chosen), label, of(view, chosen))
  }
  const does: Readonly<Record<RowCommandId, () => void>> = {
    'insert-above': () => insert('above'),
    'insert-below': () => insert('below'),
    delete: remove,
    'move-up': move('move-rows', (view, rows) => movedBy(view, rows, -1)),
    'move-down': move('move-rows', (view, rows) => movedBy(view, rows, 1)),
    indent: move('indent-rows', indented),
    outdent: move('outdent-rows', outdented),
    'of-which': () => {
      const chosen = hands.chosen()
      write(chosen, 'of-which', markedOfWhich(sheet.view, chosen))
    },
    collapse: () => fold(true),
    expand: () => fold(false),
    'level-1': () => levels(1),
    'level-2': () => levels(2),
    'level-3': () => levels(3),
    'level-all': () => levels(Number.POSITIVE_INFINITY),
  }
  const enabled = (id: RowCommandId): boolean => {
    if (id.startsWith('level') || id === 'collapse' || id === 'expand') return outline.has
    if (id.startsWith('insert'))
      return editing !== undefined && !('refused' in editing.ownerOfNew(hands.chosen()[0] ?? null))
    const chosen = hands.chosen()
    return chosen.length > 0 && refused(chosen) === null
  }
  return {
    run: id => does[id](),
    mayAppend: count =>
      editing !== undefined &&
      count <= MOST_NEW &&
      sheet.view.rows.length > 0 &&
      sheet.view.rows.at(-1) === editing.view.rows.at(-1) &&
      !('refused' in editing.ownerOfNew(sheet.view.rows.at(-1)!)),
    append: count => insertBeside(sheet.view.rows.at(-1) ?? null, 'below', count),
    drop: (rows, beside, side) =>
      write(
        headsOf(editing?.view ?? sheet.view, rows),
        'move-rows',
        movedBeside(editing?.view ?? sheet.view, rows, beside, side),
      ),
    list: ROW_COMMANDS.map(id => ({
      id: `row:${id}`,
      label: `grid:row-${id}`,
      keys: ROW_KEYS[id],
      enabled: () => enabled(id),
      run: does[id],
    })),
  }
}
