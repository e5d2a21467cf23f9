import { describe, expect, it } from 'vitest'
import { type CellLook, cellLook } from '../../client/grid/cell-look.ts'
import { createDecimalPlaces, tailOf } from '../../client/grid/decimal-place.ts'
import { createFitText } from '../../client/grid/fit-text.ts'
import { layOut } from '../../client/grid/geometry.ts'
import { parseValue } from '../../shared/values/parse.ts'

/** every Chinese character 13 px, all else 7 */
const fit = createFitText(text => [...text].reduce((width, sign) => width + (sign > '\u2000' ? 13 : 7), 0))
const [column] = layOut([{ id: 'c', title: 'c', type: 'value', fills: 'owner', order: '0' }], [140], {
  rowHeight: 30,
  headHeight: 30,
}).columns
const look = (text: string): CellLook =>
  cellLook(
    column!,
    { text, value: () => parseValue(text), computed: () => null },
    { old: null, unsaved: false, issue: false },
    fit,
  )

describe('what stands right of the units digit', () => {
  it.each([
    ['300', 0],
    ['9.26', 21],
    ['-0.5', 14],
    ['≥95', 0],
    ['[16]', (7 * 12) / 13],
    ['[13.6]', 14 + (7 * 12) / 13],
    ['8左右', 24],
    ['7.8左右', 14 + 24],
    ['——', 0],
    ['8:41:51', null],
    ['保持稳定', null],
    ['', null],
  ])('%s', (text, tail) => {
    expect(tailOf(look(text), fit)).toBe(tail)
  })
})

describe('figures of a column stand on their points', () => {
  const right = (places: ReturnType<typeof createDecimalPlaces>, text: string, room = 120) =>
    places.pad('c', look(text), room) + (tailOf(look(text), fit) ?? 0)

  it('whatever stands before and behind them', () => {
    const column = ['300', '9.26', '≥95', '[13.6]', '8左右', '7.8左右', '——']
    const places = createDecimalPlaces(fit, () => column.map(look), expect.unreachable)
    for (const text of column) expect([text, right(places, text)]).toEqual([text, expect.closeTo(38, 0)])
  })
  it('a longer one that comes later moves the others, once', () => {
    let redrawn = 0
    const places = createDecimalPlaces(
      fit,
      () => [look('1.5')],
      () => redrawn++,
    )
    expect(right(places, '1')).toBe(14)
    expect(right(places, '1.125')).toBe(28)
    expect([right(places, '1'), right(places, '1.5'), redrawn]).toEqual([28, 28, 1])
  })
  it('a very long tail stands out, and moves nobody', () => {
    const places = createDecimalPlaces(fit, () => [look('3万元以上（五年累计）'), look('1.5')], expect.unreachable)
    expect(right(places, '1')).toBe(14)
  })
  it('a figure that has not the room goes as far as it can', () => {
    const places = createDecimalPlaces(fit, () => [look('1.25左右')], expect.unreachable)
    expect(places.pad('c', look('1234567'), 60)).toBe(11)
    expect(places.pad('c', look('123456789'), 60)).toBe(0)
  })
})
