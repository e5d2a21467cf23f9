import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { functionCatalogue } from '../../shared/formulas/functions/catalogue.ts'
import { AGREED, DIFFERENT } from './support/every-function.ts'
import { type ColumnSketch, PlainTable } from './support/plain-table.ts'
import { bothAnswers, hasLibreOffice } from './support/recalculate.ts'

const COLUMNS: readonly ColumnSketch[] = [
  { id: 'a' },
  { id: 'b' },
  { id: 'n' },
  { id: 'k', type: 'text' },
  { id: 't' },
  { id: 'e' },
  { id: 'd', type: 'choice' },
  { id: 'p', type: 'choice' },
  { id: 'day' },
]
const row = (...cells: readonly Scalar[]) => Object.fromEntries(COLUMNS.map(({ id }, at) => [id, cells[at] ?? null]))
const ROWS = [
  row(40, 26.4, 1, 'abc', '8左右', 3, '越高越好', '等比', 45322),
  row(12.5, 0.29, 2, 'abd', '≥0.29', null, '越低越好', '等差', 45351),
  row(2.5, 12.675, 2, '工业', '——', 'x', '不评判', null, 45352),
  row(202.28, 300, 4, '*', 300, null, '越高越好', 'linear', 45657),
  row(12.5, 200.5, 7, 'abc', '保持稳定', 0, '——', '等比', 44255),
]

/** the third and fourth row stand under the second, the last under the fourth, and is 其中 */
const HANGING = { r2: { parent: 'r1' }, r3: { parent: 'r1' }, r4: { parent: 'r3', ofWhich: true } }

const isError = (value: unknown): boolean => typeof value === 'string' && /^#[A-Z]/.test(value)

/**
 * What is wrong is called by Excel's names here; LibreOffice has names of its own and writes most of them as #VALUE!.
 * So errors have to meet errors, not their names. LibreOffice writes 15 digits, of which the last are cut otherwise:
 * 12 digits are what is promised.
 */
const same = (mine: unknown, theirs: unknown): boolean =>
  typeof mine === 'number' && typeof theirs === 'number'
    ? Math.abs(mine - theirs) <= Math.max(Math.abs(mine) * 1e-12, 1e-14)
    : (isError(mine) && isError(theirs)) || Object.is(mine ?? '', theirs)

test('every function is put to LibreOffice', () => {
  const all = [...AGREED, ...DIFFERENT.map(([formula]) => formula)].join(' ')
  expect(functionCatalogue.filter(({ name }) => !all.includes(`${name}(`)).map(({ name }) => name)).toEqual([])
})

describe.skipIf(!hasLibreOffice())('[FML-64] every function with edge arguments', () => {
  test('gives what LibreOffice gives, but for the differences listed', { timeout: 120_000 }, async () => {
    const formulas = [...AGREED, ...DIFFERENT.map(([formula]) => formula)]
    const computed = formulas.map(
      (formula, at): ColumnSketch => ({ id: `f${at}`, title: `f${at}`, formula: `=${formula}` }),
    )
    const table = new PlainTable([...COLUMNS, ...computed], ROWS)
    table.hang(HANGING)
    const { ours, theirs } = await bothAnswers(table)
    const differing = new Map<string, string[]>()
    for (const [cell, mine] of ours) {
      const [at, id] = cell.split(':')
      if (same(mine, theirs.get(cell))) continue
      const formula = formulas[Number(id!.slice(1))]!
      differing.set(formula, [...(differing.get(formula) ?? []), `${at}: ${mine} | ${theirs.get(cell)}`])
    }
    const listed = new Set(DIFFERENT.map(([formula]) => formula))
    expect([...differing].filter(([formula]) => !listed.has(formula))).toEqual([])
    expect([...listed].filter(formula => !differing.has(formula))).toEqual([])
  })
})
