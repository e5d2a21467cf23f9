import { describe, expect, test } from 'vitest'
import { Edition } from '../../shared/document/edition.ts'
import { orderKeysBetween } from '../../shared/document/order-key.ts'
import {
  deletedRows,
  indented,
  insertedRows,
  markedOfWhich,
  movedBeside,
  movedBy,
  outdented,
  type RowMove,
} from '../../shared/document/row-moves.ts'
import { treeOf } from '../../shared/document/row-tree.ts'
import { TableModel } from '../../shared/document/table-model.ts'
import { createRandom } from '../support/random.ts'

/** `a b(c d(e)) f`: rows with what stands under them in brackets */
function model(outline: string): TableModel {
  const rows: string[] = []
  const parents: (string | null)[] = []
  const above: string[] = []
  for (const sign of outline.replaceAll(' ', '')) {
    if (sign === '(') above.push(rows.at(-1)!)
    else if (sign === ')') above.pop()
    else {
      rows.push(sign)
      parents.push(above.at(-1) ?? null)
    }
  }
  return new TableModel(
    new Edition({
      table: 't',
      seq: 1,
      parent: null,
      structure: new Map(),
      rows,
      rowFacts: new Map([
        ['order', orderKeysBetween(null, null, rows.length)],
        ['parent', parents],
      ]),
      cells: new Map(),
    }),
  )
}
function outline(view: TableModel): string {
  const { depth } = treeOf(view)
  let text = ''
  let level = 0
  for (const [at, row] of view.rows.entries()) {
    if (depth[at]! > level) text += '('
    else text += ')'.repeat(level - depth[at]!) + (at > 0 ? ' ' : '')
    level = depth[at]!
    text += row
  }
  return text + ')'.repeat(level)
}
function done(view: TableModel, move: RowMove): string {
  if (typeof move === 'string') return move
  for (const { map, key, value } of move) view.set(map, key, value)
  view.flush('own')
  return outline(view)
}

const cases: readonly (readonly [
  title: string,
  start: string,
  run: (view: TableModel) => RowMove,
  expected: string,
])[] = [
  ['a row above', 'a b', v => insertedRows(v, ['x'], 'b', 'above', null), 'a x b'],
  ['two rows below', 'a b', v => insertedRows(v, ['x', 'y'], 'a', 'below', null), 'a x y b'],
  ['below a row with children: behind them', 'a(b) c', v => insertedRows(v, ['x'], 'a', 'below', null), 'a(b) x c'],
  ['above a child: under the same parent', 'a(b)', v => insertedRows(v, ['x'], 'b', 'above', null), 'a(x b)'],
  ['the first row of all', '', v => insertedRows(v, ['x', 'y'], null, 'below', null), 'x y'],
  ['a row with its children goes', 'a(b) c', v => deletedRows(v, ['a']), 'c'],
  ['up', 'a b c', v => movedBy(v, ['c'], -1), 'a c b'],
  ['down, children along', 'a(b) c(d) e', v => movedBy(v, ['a'], 1), 'c(d) a(b) e'],
  ['several at once', 'a b c d', v => movedBy(v, ['b', 'c'], -1), 'b c a d'],
  ['a row and its own children move as one', 'a b(c)', v => movedBy(v, ['b', 'c'], -1), 'b(c) a'],
  ['up from the top', 'a b', v => movedBy(v, ['a'], -1), 'no-row-above'],
  ['a child does not leave its parent', 'a(b) c', v => movedBy(v, ['b'], 1), 'no-row-below'],
  ['rows of several parents', 'a(b) c(d)', v => movedBy(v, ['b', 'd'], 1), 'not-siblings'],
  ['dragged before a child', 'a(b) c', v => movedBeside(v, ['c'], 'b', 'above'), 'a(c b)'],
  ['dragged out', 'a(b c) d', v => movedBeside(v, ['b'], 'd', 'below'), 'a(c) d b'],
  ['dragged into its own children', 'a(b(c))', v => movedBeside(v, ['a'], 'c', 'above'), 'into-itself'],
  ['dragged to where it stands', 'a b c', v => movedBeside(v, ['b'], 'a', 'below'), 'a b c'],
  ['indented under the row above', 'a b', v => indented(v, ['b']), 'a(b)'],
  ['indented behind its children', 'a(b) c d', v => indented(v, ['c', 'd']), 'a(b c d)'],
  ['indented with its own children', 'a b(c)', v => indented(v, ['b']), 'a(b(c))'],
  ['the first row cannot be indented', 'a b', v => indented(v, ['a']), 'no-sibling-above'],
  ['outdented behind its parent', 'a(b c d) e', v => outdented(v, ['c']), 'a(b d) c e'],
  ['outdented one level only', 'a(b(c))', v => outdented(v, ['c']), 'a(b c)'],
  ['nothing above to be outdented from', 'a b', v => outdented(v, ['b']), 'no-parent'],
]

describe('[DOC-35] rows are made, moved and deleted', () => {
  for (const [title, start, run, expected] of cases)
    test(title, () => {
      const view = model(start)
      expect(done(view, run(view))).toBe(expected)
    })

  test('其中 goes on all rows, and off where all have it', () => {
    const view = model('a b')
    done(view, markedOfWhich(view, ['a']))
    done(view, markedOfWhich(view, ['a', 'b']))
    expect([...treeOf(view).ofWhich]).toEqual([1, 1])
    done(view, markedOfWhich(view, ['a', 'b']))
    expect([...treeOf(view).ofWhich]).toEqual([0, 0])
  })

  test('equal keys: two people inserted in one gap', () => {
    const view = model('a d')
    const first = insertedRows(view, ['b'], 'a', 'below', null)
    const second = insertedRows(view, ['c'], 'a', 'below', null)
    done(view, [...first, ...second])
    expect(outline(view)).toBe('a b c d')
    // a place between equals does not exist: behind both
    expect(done(view, insertedRows(view, ['x'], 'b', 'below', null))).toBe('a b c x d')
  })

  test('[DOC-32] two people hang rows under one another: all stay, and moving one away ends the circle', () => {
    const view = model('a b c')
    const mine = indented(view, ['b']) as Exclude<RowMove, string>
    const theirs = movedBeside(view, ['a'], 'c', 'below') as Exclude<RowMove, string>
    done(view, [...mine, ...theirs])
    expect(outline(view)).toBe('c a(b)')
    view.set('rows', 'a:parent', 'b')
    expect(outline(view)).toBe('b(a) c')
    expect(done(view, outdented(view, ['a']))).toBe('a(b) c')
  })

  test('any moves after one another lose no row and keep each subtree together', () => {
    const random = createRandom(20_261_128)
    for (let round = 0; round < 150; round++) {
      const view = model('a b(c d(e f)) g(h) i')
      for (let step = 0; step < 25; step++) {
        const some = view.rows.filter(() => random.below(3) === 0)
        const [row = 'a'] = some
        const runs = [
          () => movedBy(view, some, random.below(2) === 0 ? -1 : 1),
          () => indented(view, some),
          () => outdented(view, some),
          () => movedBeside(view, some, random.pick(view.rows), random.below(2) === 0 ? 'above' : 'below'),
          () => movedBeside(view, [row], random.pick(view.rows), 'below'),
        ]
        const move = random.pick(runs)()
        if (typeof move === 'string') continue
        done(view, move)
        expect([...view.rows].sort().join('')).toBe('abcdefghi')
        const { parent, end } = treeOf(view)
        for (let at = 0; at < view.rows.length; at++)
          if (parent[at]! >= 0) expect(end[parent[at]!]!).toBeGreaterThanOrEqual(end[at]!)
      }
    }
  })
})
