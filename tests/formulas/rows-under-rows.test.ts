import { describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { PlainTable } from './support/plain-table.ts'

/**
 * 1000 split into 400+400+200, the first of which has parts; 其中 beside them, never added again.
 *
 *     r0 全县     1000  甲
 *       r1 电子    (blank)
 *         r2 芯片   150
 *         r3 面板   250
 *       r4 家具   400
 *         r5 其中出口 90   其中
 *       r6 其他   200
 *       r7 其中民营 700  其中
 *     r8 省属       30  甲
 *     r9 市属       —— 乙
 */
function table(...formulas: readonly string[]) {
  const figures: readonly Scalar[] = [1000, null, 150, 250, 400, 90, 200, 700, 30, '——']
  const made = new PlainTable(
    [{ id: '投资' }, { id: '类别', type: 'text' }, ...formulas.map((formula, at) => ({ id: `f${at}`, formula }))],
    figures.map((figure, at) => ({ 投资: figure, 类别: at === 9 ? '乙' : at === 6 ? null : '甲' })),
  )
  const under = (parent: string, ofWhich = false) => ({ parent, ofWhich })
  made.hang({
    r1: under('r0'),
    r2: under('r1'),
    r3: under('r1'),
    r4: under('r0'),
    r5: under('r4', true),
    r6: under('r0'),
    r7: under('r0', true),
  })
  return made
}
const column = (formula: string) => {
  const made = table(formula)
  const calculation = createCalculation(made)
  return made.rows.map(row => calculation.text(row, 'f0')).join(' | ')
}

describe('functions over rows under rows', () => {
  for (const [title, formula, expected] of [
    [
      '[FML-35] children, 其中 left out, a blank child by what is below it',
      '=下级合计([投资])',
      '1000 | 400 |  |  | 0 |  |  |  |  | ',
    ],
    [
      '[FML-35] the parent equals its children',
      '=IF(下级合计([投资])="","",[@投资]-下级合计([投资]))',
      '0 | -400 |  |  | 400 |  |  |  |  | ',
    ],
    ['[FML-35] nothing twice', '=总计([投资])', Array(10).fill('1030').join(' | ')],
    ['[FML-35] 合计 adds every row', '=合计([投资])', Array(10).fill('2820').join(' | ')],
    ['[FML-35] by category', '=小计([类别],[投资])', '1030 | 1030 | 1030 | 1030 | 1030 | 1030 |  | 1030 | 1030 | 0'],
    [
      '[FML-36] the row above in the outline',
      '=上级([类别])&上级([投资])',
      ' | 甲1000 | 甲 | 甲 | 甲1000 | 甲400 | 甲1000 | 甲1000 |  | ',
    ],
    ['[FML-36] share of it', '=占上级([投资])', ' |  |  |  | 40 | 22.5 | 20 | 70 |  | '],
    [
      '[FML-36] English names',
      '=SUMBELOW([投资])&SHAREOFPARENT([投资])',
      '1000 | 400 |  |  | 040 | 22.5 | 20 | 70 |  | ',
    ],
    ['[FML-36] neighbouring cells are no column', '=下级合计([@投资]:[@类别])', Array(10).fill('#VALUE!').join(' | ')],
  ] as const)
    test(title, () => expect(column(formula)).toBe(expected))

  test('[FML-50] an edit moves the rows above it, and no others', () => {
    const made = table('=下级合计([投资])', '=占上级([投资])', '=[@f0]*2')
    const calculation = createCalculation(made)
    const all = () => made.rows.map(row => ['f0', 'f1', 'f2'].map(id => calculation.text(row, id)))
    all()
    const { cells, columns } = calculation.apply(made.set('r2', '投资', 160))
    expect(columns).toEqual([])
    expect(cells.map(({ row, column }) => `${row}:${column}`).sort()).toEqual([
      'r0:f0',
      'r0:f2',
      'r1:f0',
      'r1:f2',
      'r2:f1',
    ])
    expect([calculation.text('r1', 'f0'), calculation.text('r0', 'f0')]).toEqual(['410', '1010'])
  })

  test('[FML-50] a row that is hung elsewhere takes its figure along', () => {
    const made = table('=下级合计([投资])')
    const calculation = createCalculation(made)
    expect(calculation.text('r0', 'f0')).toBe('1000')
    calculation.apply(made.hang({ r6: { parent: 'r8' } }))
    expect([calculation.text('r0', 'f0'), calculation.text('r8', 'f0')]).toEqual(['800', '200'])
    calculation.apply(made.hang({ r4: { ofWhich: true } }))
    expect(calculation.text('r0', 'f0')).toBe('400')
  })

  test('[FML-14] an error below spreads upwards as far as it is added, and no further', () => {
    const made = table('=IF([@投资]=250,1/0,[@投资])', '=下级合计([f0])')
    const calculation = createCalculation(made)
    expect([calculation.text('r1', 'f1'), calculation.text('r0', 'f1'), calculation.text('r4', 'f1')]).toEqual([
      '#DIV/0!',
      // the row itself is a formula's 0 and not blank: what is below it is not asked for
      '600',
      '0',
    ])
  })

  test('a hundred thousand blank rows, each under the one before, are no matter of the stack', () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => ({ a: at === 99_999 ? 7 : null }))
    const made = new PlainTable([{ id: 'a' }, { id: 'f', formula: '=下级合计([a])' }], rows)
    made.hang(Object.fromEntries(rows.map((_, at) => [`r${at}`, { parent: at === 0 ? null : `r${at - 1}` }])))
    const calculation = createCalculation(made)
    expect([calculation.text('r0', 'f'), calculation.text('r50000', 'f')]).toEqual(['7', '7'])
    calculation.apply(made.set('r99999', 'a', 8))
    expect(calculation.text('r0', 'f')).toBe('8')
  })
})
