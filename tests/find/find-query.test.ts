import { describe, expect, it } from 'vitest'
import { type FindQuery, finds, replaced } from '../../client/find/find-query.ts'
import { loadByLetters } from '../../client/find/letters.ts'
import { searchCells } from '../../client/find/search-cells.ts'
import { best, rank } from '../../client/palette/palette-item.ts'
import { placeOf } from '../../client/palette/table-source.ts'

const query = (text: string, options: Partial<FindQuery> = {}): FindQuery => ({
  text,
  wholeCell: false,
  matchCase: false,
  ...options,
})

describe('what a query finds', () => {
  it.each<[FindQuery, string, boolean]>([
    [query('生产'), '地区生产总值(GDP)', true],
    [query('gdp'), '地区生产总值(GDP)', true],
    [query('gdp', { matchCase: true }), '地区生产总值(GDP)', false],
    [query('GDP', { matchCase: true }), '地区生产总值(GDP)', true],
    [query('8', { wholeCell: true }), '8', true],
    [query('8', { wholeCell: true }), '8左右', false],
    [query(''), '', false],
    [query(''), '8', false],
    [query('.'), '85', false],
    [query('a\nb'), 'a\nb', true],
    [query('dqsczz'), '地区生产总值', true],
    [query('sczz'), '地区生产总值(GDP)', true],
    [query('cqs'), '重庆市', true],
    [query('dqsczz', { wholeCell: true }), '地区生产总值', false],
    [query('xx'), '地区生产总值', false],
    [query('d'), '地区生产总值', false],
  ])('%j in %j: %s', async (asked, cell, expected) => {
    expect(finds(asked, await loadByLetters())(cell)).toBe(expected)
  })
})

describe('replacing', () => {
  it.each<[FindQuery, string, string, string | null]>([
    [query('左右'), '', '8左右', '8'],
    [query('2024'), '2025', '2024年比2024年', '2025年比2025年'],
    [query('a'), 'b', 'AaA', 'bbb'],
    [query('a', { matchCase: true }), 'b', 'AaA', 'AbA'],
    [query('aa'), 'a', 'aaaa', 'aa'],
    [query('8', { wholeCell: true }), '9', '8', '9'],
    [query('8', { wholeCell: true }), '9', '88', null],
    [query('x'), 'y', '8', null],
    [query('%'), '$&$1', '8%', '8$&$1'],
    [query('i'), 'j', 'İi', 'İj'],
    [query(''), 'x', 'abc', null],
    // letters find by pinyin, but there is nothing to replace
    [query('dqsczz'), 'x', '地区生产总值', null],
  ])('%j by %j in %j: %j', (asked, by, cell, expected) => {
    expect(replaced(cell, asked, by)).toBe(expected)
  })
})

describe('a search through many cells', () => {
  const rows = Array.from({ length: 1_000 }, (_, i) => `r${i}`)
  const ground = { rows, columns: ['a', 'b'], text: (row: string, column: string) => `${column}${row}` }
  /** a clock that stands at another slice with each look at it */
  const pace = (controller = new AbortController(), stopAfter = Number.POSITIVE_INFINITY) => {
    let time = 0
    let pauses = 0
    return {
      signal: controller.signal,
      now: () => (time += 20),
      pause: async () => {
        if (++pauses >= stopAfter) controller.abort()
      },
      progress: () => undefined,
      pauses: () => pauses,
    }
  }
  it('finds all in reading order, and lets the page live in between', async () => {
    const given = pace()
    const found = await searchCells(ground, cell => cell === 'br1' || cell === 'ar999' || cell === 'ar1', given)
    expect(found).toEqual({
      more: false,
      cells: [
        { row: 'r1', column: 'a' },
        { row: 'r1', column: 'b' },
        { row: 'r999', column: 'a' },
      ],
    })
    expect(given.pauses()).toBeGreaterThan(100)
  })
  it('is given up at once when it is cancelled', async () => {
    expect(await searchCells(ground, () => true, pace(new AbortController(), 3))).toBeNull()
  })
})

describe('the palette', () => {
  it.each([
    ['生产', '生产总值', 0],
    ['总值', '生产总值', 1],
    ['sczz', '生产总值', 2],
    ['', '生产总值', 1],
    ['收入', '生产总值', null],
  ])('%j ranks %j %j', async (typed, text, expected) => {
    expect(rank(text, typed, await loadByLetters())).toBe(expected)
  })
  it('takes what begins so before what has it within', () => {
    const texts = ['人均生产总值', '生产总值', '生产性服务业', '生产']
    expect(best(texts, text => text, '生产', 3)).toEqual(['生产总值', '生产性服务业', '生产'])
    expect(best(texts, text => text, '生产', 9)).toEqual(['生产总值', '生产性服务业', '生产', '人均生产总值'])
  })
  it.each([
    ['12', 11],
    ['第12行', 11],
    ['12行', 11],
    ['B12', 11],
    ['1', 0],
    ['30', 29],
    ['31', null],
    ['0', null],
    ['12.5', null],
    ['十二', null],
  ])('%j in a table of 30 rows is the row at %j', (typed, expected) => {
    expect(placeOf(typed, 30)).toBe(expected)
  })
})
