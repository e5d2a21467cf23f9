import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { type ColumnSketch, PlainTable } from './support/plain-table.ts'

const COLUMNS: readonly ColumnSketch[] = [
  { id: 'a' },
  { id: 'b' },
  { id: 'k', type: 'text' },
  { id: 'sum', formula: '=SUM([a])' },
  { id: 'share', formula: '=占比([@a],SUM([a]))', decimals: 2, rounding: 'half-up' },
  { id: 'shares', formula: '=SUM([share])+AVERAGE([b])' },
  { id: 'rank', formula: '=RANK([@a],[a])' },
  { id: 'mine', formula: '=SUMIF([k],[@k],[b])' },
  { id: 'big', formula: '=COUNTIF([a],">1")' },
  { id: 'found', formula: '=XLOOKUP([@k],[k],[a],"无")' },
  { id: 'row', formula: '=IF([@a]>[@b],[@a]-[@b],[@rank]&[@k])' },
  { id: 'most', formula: '=MAXIFS([a],[k],[@k],[b],">0")+COUNTIFS([k],[@k],[a],"<50")' },
  { id: 'between', formula: '=SUMIFS([b],[k],[@k],[a],">="&[@b],[a],"<"&[@b]+50)+MINIFS([a],[b],">"&[@a])' },
  { id: 'within', formula: '=COUNTIFS([k],[@k],[a],">"&[@a])+SUMIFS([a],[k],[@k],[b],[@b])' },
  { id: 'ofShares', formula: '=SUMIFS([share],[k],[@k],[rank],"<="&[@rank])' },
  { id: 'middle', formula: '=MEDIAN([a])&LARGE([b],2)&COUNTBLANK([a])' },
  { id: 'weighed', formula: '=SUM([big]*2)+SUMPRODUCT(([k]=[@k])*[rank2])' },
  { id: 'rank2', formula: '=IFERROR(排名([@a],[a],"越低越好")*1,0)' },
  { id: 'near', formula: '=XLOOKUP([@b],[a],[k],"无",-1)&TEXTJOIN(",",TRUE,[mine])' },
  { id: 'extent', formula: '=MAX([b])-MIN([b])' },
  { id: 'plain', formula: '=ROUND((-[@a]+[@b])*1.1/([@a]-3)^2,3)%', decimals: 4, rounding: 'half-even' },
  { id: 'chosen', formula: '=IF([@a]-[@b]>=0.1,IF([@a],[@b],-1),ABS([@plain]))+[@share]' },
  { id: 'place', formula: '=RANK([@chosen],[chosen])' },
  { id: 'under', formula: '=下级合计([a])' },
  { id: 'under2', formula: '=下级合计([under])+N(上级([b]))' },
  { id: 'ofparent', formula: '=占上级([under])&上级([k])' },
  { id: 'group', formula: '=小计([k],[a])+总计([b])' },
  { id: 'spread', formula: '=SUM(IFERROR([@a]*下级合计([b]),0))+下级合计([place])' },
]
/** the last few in a block of their own */
const ROWS = 1_030
/** FUZZ_EDITS=100000 for the long run */
const EDITS = Number(process.env.FUZZ_EDITS ?? 60)
const EDITS_IN_A_RUN = 12

const value: fc.Arbitrary<Scalar> = fc.oneof(
  fc.integer({ min: -5, max: 1000 }).map(n => n / 10),
  fc.constantFrom<Scalar>(null, '——', '8左右', '文字', 0, true, '甲', '乙'),
)
const edit = fc.record({
  row: fc.nat(ROWS - 1),
  column: fc.constantFrom('a', 'b', 'k'),
  value,
  /** hung under a row not far above, or made 其中 */
  hang: fc.option(fc.record({ row: fc.nat(ROWS - 1), under: fc.nat(40), ofWhich: fc.boolean() }), { freq: 2 }),
  looks: fc.array(fc.nat(ROWS - 1), { maxLength: 3 }),
})

test('[FML-56] after any edits the kept values are what a fresh calculation gives, and what moved was announced', {
  timeout: 3_600_000,
}, () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 3, maxLength: 9 }),
      fc.array(edit, { minLength: 1, maxLength: EDITS_IN_A_RUN, size: 'max' }),
      (pool, edits) => {
        const cells = Array.from({ length: ROWS }, (_, i) => ({
          a: pool[i % pool.length]!,
          b: pool[(i * 7 + 1) % pool.length]!,
          k: `k${i % 5}`,
        }))
        const table = new PlainTable(COLUMNS, cells)
        // a third of the rows stand under the first of their ten, some of those under the ten before
        table.hang(
          Object.fromEntries(
            table.rows.flatMap((row, at) =>
              at % 10 > 6
                ? [[row, { parent: `r${at - (at % 10)}`, ofWhich: at % 10 === 9 }]]
                : at % 30 === 10
                  ? [[row, { parent: `r${at - 10}` }]]
                  : [],
            ),
          ),
        )
        const live = createCalculation(table)
        const looked = (calculation: Calculation) =>
          new Map(
            COLUMNS.flatMap(({ id }) =>
              [0, 1, 1_023, 1_024, ROWS - 1].map(row => [`r${row}:${id}`, calculation.text(`r${row}`, id)]),
            ),
          )
        for (const { row, column, value, looks, hang } of edits) {
          if (hang !== null)
            live.apply(
              table.hang({
                [`r${hang.row}`]: {
                  parent: hang.under === 0 ? null : `r${Math.max(0, hang.row - hang.under)}`,
                  ofWhich: hang.ofWhich,
                },
              }),
            )
          const before = looked(live)
          const moved = live.apply(table.set(`r${row}`, column, value))
          for (const look of looks) live.text(`r${look}`, 'row')
          const announced = new Set([`r${row}:${column}`, ...moved.cells.map(cell => `${cell.row}:${cell.column}`)])
          const after = looked(live)
          for (const [cell, text] of looked(createCalculation(table)))
            if (after.get(cell) !== text) expect(after.get(cell), cell).toBe(text)
          for (const [cell, text] of after)
            if (text !== before.get(cell) && !announced.has(cell)) expect(moved.columns).toContain(cell.split(':')[1])
        }
        const fresh = createCalculation(table)
        for (const { id } of COLUMNS) {
          const column = fresh.column(id)
          for (const [at, row] of table.rows.entries()) {
            const [kept, made] = [live.value(row, id), column.at(at)]
            // a million comparisons by the test library would take longer than all else
            if (!Object.is(kept, made) && JSON.stringify(kept) !== JSON.stringify(made))
              expect(kept, `${row} ${id}`).toEqual(made)
          }
        }
      },
    ),
    { numRuns: Math.ceil((2 * EDITS) / EDITS_IN_A_RUN), seed: Number(process.env.FUZZ_SEED ?? 20_261_122) },
  )
})
