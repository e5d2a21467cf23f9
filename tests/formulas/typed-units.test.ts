import { describe, expect, it } from 'vitest'
import { plan145 } from '../../seeds/plan-145.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { parseValue } from '../../shared/values/parse.ts'
import { unitMisfit } from '../../shared/values/unit-misfit.ts'
import { DefinitionView } from '../excel/fixtures/definition-view.ts'

/** 出口总额: base 30.66, target 33.85, in 亿元 */
const EXPORTS = 'r014'

function typed(column: string, value: Scalar) {
  const view = new DefinitionView(plan145())
  const calculation = createCalculation(view)
  expect(calculation.text(EXPORTS, 'recomputed')).toBe('2.00')
  view.subscribe(change => calculation.apply(change))
  view.write(EXPORTS, column, value)
  return calculation
}

describe('[FML-58] a figure typed with a unit', () => {
  it.each([
    ['33.85亿元', '2.00', 33.85, 'the row’s own unit'],
    ['33.85', '2.00', 33.85, 'no unit'],
    ['338500万元', '', null, 'another unit of the same family is not taken for the row’s'],
    ['33.85万', '', null, 'a scale without the measure'],
    ['12%', '', null, 'a share is no amount'],
  ])('%s gives %j (%s, %s)', (text, recomputed, number, _why) => {
    const calculation = typed('target', text)
    expect(calculation.text(EXPORTS, 'recomputed')).toBe(recomputed)
    expect(calculation.number(EXPORTS, 'target')).toBe(number)
    expect(calculation.text(EXPORTS, 'target')).toBe(text)
  })

  it('fits or does not as soon as the row’s unit changes', () => {
    const view = new DefinitionView(plan145())
    const calculation = createCalculation(view)
    view.subscribe(change => calculation.apply(change))
    view.write(EXPORTS, 'target', '338500万元')
    view.write(EXPORTS, 'base', '306600万元')
    expect(calculation.text(EXPORTS, 'recomputed')).toBe('')
    view.write(EXPORTS, 'unit', '万元')
    expect(calculation.text(EXPORTS, 'recomputed')).toBe('2.00')
  })

  it.each([
    ['338500万元', '亿元', { typed: '万元', expected: '亿元', converted: 33.85 }],
    ['3亿元', '亿元', null],
    ['25家', '%', { typed: '家', expected: '%', converted: null }],
    ['95%', '%', null],
    ['95%', null, null],
    ['保持稳定', '亿元', null],
  ] as const)('%s in a cell that counts in %s', (text, expected, misfit) => {
    expect(unitMisfit(parseValue(text), expected)).toEqual(misfit)
  })
})
