import { expect, test } from 'vitest'
import { fillCounts } from '../../server/review/fill-counts.ts'
import { Edition } from '../../shared/document/edition.ts'
import { TableModel } from '../../shared/document/table-model.ts'
import { createRandom } from '../support/random.ts'

const STRUCTURE: readonly (readonly [string, string])[] = [
  ['table:title', '表'],
  ['table:phase', 'drafting'],
  ...['a', 'b'].flatMap(id => [
    [`${id}:order`, id] as const,
    [`${id}:title`, id] as const,
    [`${id}:type`, 'value'] as const,
    [`${id}:fills`, 'owner'] as const,
  ]),
]
const ROWS = ['r0', 'r1', 'r2', 'r3']

test('moved on by changes, it counts as one that counts anew', () => {
  const random = createRandom(20261127)
  const { pick } = random
  const edition = new Edition({
    table: 't',
    seq: 1,
    parent: null,
    structure: new Map(STRUCTURE),
    rows: ROWS,
    rowFacts: new Map([
      ['order', ['A', 'B', 'C', 'D']],
      ['owner', ['gongxin', 'shangwu', null, 'gongxin']],
    ]),
    cells: new Map([['a', [1, null, '', 2]]]),
  })
  const table = new TableModel(edition)
  expect([...fillCounts(table)]).toEqual([
    ['gongxin', { rows: 2, blank: 2 }],
    ['shangwu', { rows: 1, blank: 2 }],
  ])
  for (let step = 0; step < 500; step++) {
    const row = pick(ROWS)
    if (random() < 0.2) table.set('rows', `${row}:owner`, pick(['gongxin', 'shangwu', null]))
    else if (random() < 0.1) table.set('rows', `${row}:deleted`, pick([true, null]))
    else table.set('cells', `${row}:${pick(['a', 'b'])}`, pick([1, '——', '', null]))
    if (random() < 0.5) table.flush('remote')
    else continue
    const anew = new TableModel(edition)
    for (const row of ROWS) {
      for (const fact of ['owner', 'deleted']) anew.set('rows', `${row}:${fact}`, table.rowFact(row, fact))
      for (const column of ['a', 'b']) anew.set('cells', `${row}:${column}`, table.cell(row, column))
    }
    expect([step, [...fillCounts(table)]]).toEqual([step, [...fillCounts(anew)]])
  }
})
