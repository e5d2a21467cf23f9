import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { type Hanging, Naive, type Row, type Tree, type Value, written } from './support/naive.ts'
import { PlainTable } from './support/plain-table.ts'

const EDITS = Number(process.env.FUZZ_EDITS ?? 600)
const EDITS_IN_A_RUN = 6
const ENTERED = ['a', 'b', 'k']
const WORDS = ['甲', '乙', 'x', 'X']

const figure = fc.integer({ min: -40, max: 400 }).map(n => n / 4)
const entered: fc.Arbitrary<number | string | null> = fc.oneof(
  { weight: 6, arbitrary: figure },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS, null) },
)

/** Formulas over these columns; `columns` are entered or computed before. */
function trees(columns: readonly string[]): fc.Arbitrary<Tree> {
  const cell = fc.constantFrom(...columns).map((column): Tree => ({ kind: 'cell', column }))
  const whole = fc.constantFrom(...columns).map((column): Tree => ({ kind: 'column', column }))
  const constant = fc
    .oneof(figure.map(Math.abs), fc.constantFrom<string | boolean>('甲', 'x', '3', true, false))
    .map((value): Tree => ({ kind: 'constant', value }))
  const call = (name: string, ...args: readonly fc.Arbitrary<Tree>[]) =>
    fc.tuple(...args).map((trees): Tree => ({ kind: 'call', name, args: trees }))
  const operator = fc.constantFrom('+', '-', '*', '/', '&', '=', '<>', '<', '>', '>=')
  const place = fc.integer({ min: 1, max: 5 }).map((value): Tree => ({ kind: 'constant', value }))
  const criterion = fc
    .tuple(fc.constantFrom('', '<', '>', '>='), figure)
    .map(([operator, n]): Tree => ({ kind: 'constant', value: operator === '' ? n : `${operator}${n}` }))
    .filter(tree => !(tree.kind === 'constant' && typeof tree.value === 'number' && tree.value < 0))
  const word = fc.oneof(fc.constantFrom('甲', 'x').map((value): Tree => ({ kind: 'constant', value })))
  return fc.letrec<{ one: Tree; many: Tree }>(tie => ({
    one: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'one' },
      cell,
      constant,
      fc
        .record({ operator, left: tie('one'), right: tie('one') })
        .map((parts): Tree => ({ kind: 'operation', ...parts })),
      tie('one').map((of): Tree => ({ kind: 'negative', of })),
      call('IF', tie('one'), tie('one'), tie('one')),
      call('IFERROR', tie('one'), tie('one')),
      call('ROUND', tie('one'), fc.constant<Tree>({ kind: 'constant', value: 1 })),
      fc
        .constantFrom('SUM', 'AVERAGE', 'COUNT', 'COUNTA', 'MIN', 'MAX', 'MEDIAN')
        .chain(name => call(name, tie('many'))),
      call('LARGE', tie('many'), place),
      call('SUMPRODUCT', tie('many'), tie('many')),
      call('COUNTIF', whole, fc.oneof(criterion, word)),
      call('SUMIFS', whole, whole, criterion, whole, word),
      call('RANK', cell, whole),
      call('XLOOKUP', cell, whole, whole, constant),
      fc.constantFrom('下级合计', '上级', '占上级', '总计').chain(name => call(name, whole)),
      call('小计', whole, whole),
    ),
    many: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'many' },
      whole,
      fc
        .record({ operator, left: whole, right: fc.oneof(whole, cell, constant) })
        .map((parts): Tree => ({ kind: 'operation', ...parts })),
      call('ROUND', whole, fc.constant<Tree>({ kind: 'constant', value: 1 })),
    ),
  })).one
}

const plain = (value: CellValue): Value =>
  typeof value !== 'object' || value === null ? value : value.kind === 'error' ? { error: value.code } : value.text

function agree(ours: Value, theirs: Value): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number')
    return Math.abs(ours - theirs) <= Math.max(1e-9, Math.abs(ours) * 1e-11)
  if (ours !== null && typeof ours === 'object')
    return theirs !== null && typeof theirs === 'object' && ours.error === theirs.error
  return ours === theirs
}

const formulas = fc.record({ x: trees(ENTERED), y: trees([...ENTERED, 'x']), z: trees([...ENTERED, 'x', 'y']) })
const row = fc.record({ a: entered, b: entered, k: entered })
const edit = fc.record({
  at: fc.nat(7),
  column: fc.constantFrom(...ENTERED),
  value: entered,
  /** a row is hung elsewhere as well */
  hang: fc.option(fc.record({ row: fc.nat(7), under: fc.option(fc.nat(7)), ofWhich: fc.boolean() }), { freq: 2 }),
})

/** By the words of DOC-30 to DOC-33, over named parents: a circle is cut at its first row. */
function hangings(parents: readonly (number | null)[], ofWhich: readonly boolean[]): readonly Hanging[] {
  return parents.map((named, row) => {
    const circle = [row]
    for (let up = named; up !== null && !circle.includes(up); up = parents[up] ?? null) circle.push(up)
    const closes = circle.length > 0 && parents[circle.at(-1)!] === row
    return { parent: closes && row === Math.min(...circle) ? null : named, ofWhich: ofWhich[row]! }
  })
}

test('[FML-57] after every edit each cell is what an independent evaluator makes of it', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(
      formulas,
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.array(edit, { minLength: EDITS_IN_A_RUN, maxLength: EDITS_IN_A_RUN }),
      (formulas, rows, edits) => {
        const trees = new Map(Object.entries(formulas))
        const computed = [...trees].map(([id, tree]) => ({ id, formula: `=${written(tree)}` }))
        const table = new PlainTable([...ENTERED.map(id => ({ id, type: 'text' as const })), ...computed], rows)
        const live = createCalculation(table)
        const naive = rows.map(cells => ({ ...cells }) as Record<string, Value>)
        const parents: (number | null)[] = rows.map(() => null)
        const ofWhich = rows.map(() => false)
        const check = () => {
          // the naive one sees the rows as they are shown, and parents by their places there
          const place = new Map(table.rows.map((id, at) => [Number(id.slice(1)), at]))
          const hanging = hangings(parents, ofWhich)
          const shown = table.rows.map(id => Number(id.slice(1)))
          const other = new Naive(
            shown.map(row => naive[row] as Row),
            trees,
            shown.map(row => {
              const { parent, ofWhich } = hanging[row]!
              return { parent: parent === null ? null : place.get(parent)!, ofWhich }
            }),
          )
          const whole = createCalculation(table)
          for (const { id: column, formula } of computed) {
            // cell by cell from what was kept, and the column at once from the beginning
            const atOnce = whole.column(column)
            for (const [at, id] of table.rows.entries()) {
              const theirs = other.cell(at, column)
              for (const ours of [plain(live.value(id, column)), plain(atOnce.at(at))])
                if (!agree(ours, theirs))
                  expect.fail(
                    `${formula} in ${id}: ${JSON.stringify(ours)} is not ${JSON.stringify(theirs)}\n${JSON.stringify(naive)} ${JSON.stringify(computed)}`,
                  )
            }
          }
        }
        check()
        for (const { at, column, value, hang } of edits) {
          if (hang !== null) {
            const row = hang.row % rows.length
            const under = hang.under === null ? null : hang.under % rows.length
            parents[row] = under
            ofWhich[row] = hang.ofWhich
            live.apply(
              table.hang({ [`r${row}`]: { parent: under === null ? null : `r${under}`, ofWhich: hang.ofWhich } }),
            )
            check()
          }
          const target = at % rows.length
          naive[target]![column] = value
          live.apply(table.set(`r${target}`, column, value))
          check()
        }
      },
    ),
    { numRuns: Math.ceil(EDITS / EDITS_IN_A_RUN), seed: Number(process.env.FUZZ_SEED ?? 20_261_122) },
  )
})
