import { describe, expect, it } from 'vitest'
import { bubbleTop } from '../../client/grid/speaker.ts'

describe('where the grid speaks, px from the top of the stage', () => {
  it.each([
    ['under the selection', { top: 60, bottom: 90 }, 94],
    ['over it where there is no room below', { top: 360, bottom: 390 }, 326],
    ['at the lower edge where the selection fills the sheet', { top: 40, bottom: 400 }, 366],
    ['at the lower edge where the selection goes beyond it', { top: -500, bottom: 4000 }, 366],
  ])('%s', (_, { top, bottom }, expected) => {
    expect(bubbleTop({ x: 0, top, bottom, from: 40, to: 400 }, 30)).toBe(expected)
  })
})
