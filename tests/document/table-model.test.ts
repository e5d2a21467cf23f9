import { describe, expect, test } from 'vitest'
import { TableModel } from '../../shared/document/table-model.ts'
import type { TableChange } from '../../shared/document/table-view.ts'
import { createRandom } from '../support/random.ts'
import { sampleEdition } from '../support/sample-table.ts'

function watched() {
  const model = new TableModel(sampleEdition())
  const changes: TableChange[] = []
  model.subscribe(change => changes.push(change))
  return { model, changes }
}

describe('reading', () => {
  test('[DOC-1] a cleared cell is null and not the edition’s value', () => {
    const { model } = watched()
    model.set('cells', 'r0:c0', null)
    expect(model.cell('r0', 'c0')).toBeNull()
    model.set('cells', 'r0:c0', undefined)
    expect(model.cell('r0', 'c0')).toBe('a')
  })

  test('[DOC-2] a value equal to the edition’s is no revision', () => {
    const { model } = watched()
    expect(model.revision('r0', 'c0')).toBeNull()
    model.set('cells', 'r0:c0', 'b')
    expect(model.revision('r0', 'c0')).toEqual({ before: 'a' })
    expect([...model.revisions()]).toEqual([{ row: 'r0', column: 'c0', before: 'a', after: 'b' }])
    model.set('cells', 'r0:c0', 'a')
    expect([model.revision('r0', 'c0'), [...model.revisions()]]).toEqual([null, []])
  })
})

describe('telling', () => {
  test('[DOC-3] exactly what reads differently, once, with its origin', () => {
    const { model, changes } = watched()
    model.set('cells', 'r0:c0', 'b')
    model.set('cells', 'r1:c0', 'b') // as the edition has it
    model.set('rows', 'r1:owner', 'shangwu')
    expect(changes).toEqual([])
    model.flush('remote')
    model.flush('remote')
    expect(changes).toEqual([
      { cells: [{ row: 'r0', column: 'c0' }], rows: true, rowFacts: ['r1:owner'], structure: false, origin: 'remote' },
    ])
  })

  test('[DOC-3] a fold under the same readings tells nobody and keeps the arrays', () => {
    const { model, changes } = watched()
    const { rows, structure } = model
    model.rebase(sampleEdition(), [])
    expect([model.rows, model.structure]).toEqual([rows, structure])
    expect(model.rows).toBe(rows)
    expect(changes).toEqual([])
  })
})

describe('the order of rows', () => {
  test('[DOC-5] by order key, then id; deleted and unplaced rows are not shown', () => {
    const { model } = watched()
    const before = model.rows
    model.set('cells', 'r0:c0', 'x')
    expect(model.rows).toBe(before)
    model.set('rows', 'r3:order', 'B')
    model.set('rows', 'r1:deleted', true)
    model.set('rows', 'n1:order', 'A')
    model.set('rows', 'n2:owner', 'gongxin')
    expect(model.rows).toEqual(['n1', 'r0', 'r3', 'r2'])
    expect(['n1', 'r0', 'r3', 'r2', 'r1', 'n2'].map(row => model.rowIndex(row))).toEqual([0, 1, 2, 3, -1, -1])
    model.set('rows', 'r1:deleted', null)
    expect(model.rows).toEqual(['n1', 'r0', 'r3', 'r1', 'r2'])
  })

  test.each([1, 2, 3])('[DOC-5] kept little by little it is what sorting afresh gives (seed %i)', seed => {
    const { below, pick } = createRandom(seed)
    const { model } = watched()
    for (let round = 0; round < 60; round++) {
      for (let i = below(round % 10 === 0 ? 700 : 5); i >= 0; i--) {
        const row = pick(['r0', 'r1', 'r2', 'r3', `n${below(400)}`])
        if (below(4) === 0) model.set('rows', `${row}:deleted`, pick([true, null]))
        else model.set('rows', `${row}:order`, `K${below(50)}`)
      }
      const fresh = new TableModel(model.edition)
      const every = new Set([...model.edition.rows, ...Array.from({ length: 400 }, (_, i) => `n${i}`)])
      for (const row of every)
        for (const fact of ['order', 'deleted'])
          if (model.rowFact(row, fact) !== null) fresh.set('rows', `${row}:${fact}`, model.rowFact(row, fact))
      expect(model.rows).toEqual(fresh.rows)
      expect(model.rows.every((row, at) => model.rowIndex(row) === at)).toBe(true)
    }
  })
})
