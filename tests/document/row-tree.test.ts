import { describe, expect, test } from 'vitest'
import { childrenUnderParents, treeOf } from '../../shared/document/row-tree.ts'
import { TableModel } from '../../shared/document/table-model.ts'
import { createRandom } from '../support/random.ts'
import { sampleEdition } from '../support/sample-table.ts'

type Parents = Readonly<Record<string, string>>

const shown = (rows: string, parents: Parents) => childrenUnderParents([...rows], row => parents[row] ?? null).join('')
const tree = (rows: string, parents: Parents, ofWhich = '') =>
  treeOf({
    rows: [...rows],
    rowFact: (row, fact) => (fact === 'parent' ? (parents[row] ?? null) : ofWhich.includes(row)),
  })

describe('the order of rows that stand under rows', () => {
  for (const [title, rows, parents, expected] of [
    ['[DOC-30] children follow their parent, in the order of their keys', 'abcd', { c: 'a', d: 'a' }, 'acdb'],
    ['[DOC-30] and their children follow them', 'abcd', { d: 'c', c: 'a' }, 'acdb'],
    ['[DOC-30] a parent may come after its children by key', 'abc', { a: 'c' }, 'bca'],
    ['[DOC-30] without parents nothing moves', 'abc', {}, 'abc'],
    ['[DOC-31] under a deleted row: nearest shown one above', 'abc', { c: 'x', x: 'y', y: 'a' }, 'acb'],
    ['[DOC-31] none above: under nobody', 'abc', { b: 'x', x: 'y' }, 'abc'],
    ['[DOC-31] deleted rows in a circle above: under nobody', 'abc', { b: 'x', x: 'y', y: 'x' }, 'abc'],
    ['[DOC-32] two rows under one another: the first stands free', 'abc', { b: 'c', c: 'b' }, 'abc'],
    ['[DOC-32] three, with a tail', 'abcde', { e: 'c', c: 'd', d: 'b', b: 'c' }, 'abdce'],
    ['[DOC-32] a circle that goes through a deleted row', 'abc', { a: 'x', x: 'c', c: 'a' }, 'acb'],
    ['[DOC-32] a row under itself', 'ab', { a: 'a' }, 'ab'],
  ] as const)
    test(title, () => expect(shown(rows, parents as Parents)).toBe(expected))

  test('[DOC-34] positions: parents, depths and ends', () => {
    const { parent, depth, end, ofWhich, has } = tree('abcde', { b: 'a', c: 'b', d: 'a' }, 'd')
    expect({ parent: [...parent], depth: [...depth], end: [...end], ofWhich: [...ofWhich], has }).toEqual({
      parent: [-1, 0, 1, 0, -1],
      depth: [0, 1, 2, 1, 0],
      end: [4, 3, 3, 4, 5],
      ofWhich: [0, 0, 0, 1, 0],
      has: true,
    })
  })

  test('[DOC-34] in another order, who does not stand under the parent hangs nowhere', () => {
    expect([...tree('bac', { b: 'a', c: 'a' }).parent]).toEqual([-1, -1, 1])
    expect([...tree('acxb', { b: 'a', c: 'a' }).parent]).toEqual([-1, 0, -1, -1])
  })

  test('a hundred thousand rows, each under the one before, are no matter of the stack', () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `r${at}`)
    const above = (row: string) => (row === 'r0' ? 'r99999' : `r${Number(row.slice(1)) - 1}`)
    expect(childrenUnderParents(rows, above)).toBe(rows)
    const { depth } = treeOf({ rows, rowFact: (row, fact) => (fact === 'parent' ? above(row) : null) })
    expect(depth[99_999]).toBe(99_999)
  })

  test('[DOC-30 31 32] with any parents every row is shown once, with its descendants behind it', () => {
    const random = createRandom(20_261_127)
    for (let round = 0; round < 2_000; round++) {
      const size = 1 + random.below(9)
      const ids = Array.from({ length: size }, (_, at) => `r${at}`)
      const gone = ['x', 'y']
      const parents: Record<string, string> = {}
      for (const row of [...ids, ...gone])
        if (random.below(3) > 0) parents[row] = [...ids, ...gone][random.below(size + 2)]!
      const placed = childrenUnderParents(ids, row => parents[row] ?? null)
      expect([...placed].sort()).toEqual([...ids].sort())
      const { parent, depth, end } = treeOf({
        rows: placed,
        rowFact: (row, fact) => (fact === 'parent' ? (parents[row] ?? null) : null),
      })
      // by the words of the rules: up the chain to the first row that is shown
      const above = (row: string): string | null => {
        const passed = new Set([row])
        for (let at = parents[row]; at !== undefined; at = parents[at]) {
          if (ids.includes(at)) return at === row ? null : at
          if (passed.has(at)) return null
          passed.add(at)
        }
        return null
      }
      for (const [at, row] of placed.entries()) {
        const stands = parent[at]! < 0 ? null : placed[parent[at]!]!
        const wanted = above(row)
        if (stands !== wanted) {
          const circle = [row]
          for (let up = wanted; up !== null && up !== row && circle.length <= size; up = above(up)) circle.push(up)
          expect([stands, [...circle].sort()[0]]).toEqual([null, row])
        }
        expect(depth[at]).toBe(stands === null ? 0 : depth[parent[at]!]! + 1)
        const under = placed.filter((_, other) => other > at && other < end[at]!)
        for (const other of placed) {
          let up = placed.indexOf(other)
          while (up >= 0 && up !== at) up = parent[up]!
          expect(under.includes(other)).toBe(up === at && other !== row)
        }
      }
    }
  })
})

describe('in a table', () => {
  test('[DOC-30 33] parent and 其中 change the tree and the array of rows; other facts do not', () => {
    const model = new TableModel(sampleEdition())
    const { rows } = model
    const [first, second, last] = [rows[0]!, rows[1]!, rows.at(-1)!]
    model.set('rows', `${last}:parent`, first)
    expect(model.rows.slice(0, 3)).toEqual([first, last, second])
    expect([model.rowIndex(last), model.rowIndex(second)]).toEqual([1, 2])
    const before = model.rows
    model.set('rows', `${last}:ofWhich`, true)
    expect(model.rows).not.toBe(before)
    expect(treeOf(model).ofWhich[1]).toBe(1)
    const after = model.rows
    model.set('rows', `${last}:owner`, 'shangwu')
    expect(model.rows).toBe(after)
    model.set('rows', `${first}:deleted`, true)
    expect(model.rows).not.toContain(first)
    expect(treeOf(model).depth[model.rowIndex(last)]).toBe(0)
  })
})
