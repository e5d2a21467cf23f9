import { describe, expect, test } from 'vitest'
import { orderKeyBetween, orderKeysBetween } from '../../shared/document/order-key.ts'
import { createRandom } from '../support/random.ts'

describe('order keys', () => {
  test.each([
    [null, null],
    ['U0000', null],
    [null, 'U0000'],
    ['U0000', 'U0001'],
    ['U0000', 'V0000'],
    ['zzzzz', null],
    [null, '00000V'],
    ['B', 'F'],
    ['B', null],
    [null, 'B'],
    ['0001', '0002'],
    ['Z', 'Z5'],
  ])('[DOC-8] between %j and %j', (after, before) => {
    const key = orderKeyBetween(after, before)
    if (after !== null) expect(after < key).toBe(true)
    if (before !== null) expect(key < before).toBe(true)
  })

  test('[DOC-8] equal or swapped neighbours are the caller’s mistake', () => {
    expect(() => orderKeyBetween('B', 'B')).toThrow(RangeError)
    expect(() => orderKeyBetween('F', 'B')).toThrow(RangeError)
  })

  test('[DOC-8] keys stay short over 20,000 appends and 20,000 prepends', () => {
    let last = orderKeyBetween(null, null)
    let firstKey = last
    for (let i = 0; i < 20_000; i++) {
      last = orderKeyBetween(last, null)
      firstKey = orderKeyBetween(null, firstKey)
    }
    expect([last.length, firstKey.length]).toEqual([5, 5])
  })

  test('[DOC-8] many between two are spread evenly', () => {
    const keys = orderKeysBetween('U0000', 'U0001', 1_000)
    expect(keys).toEqual([...new Set(keys)].sort())
    expect(Math.max(...keys.map(key => key.length))).toBeLessThan(12)
  })

  test.each([1, 2, 3, 4, 5])('[DOC-8] 2,000 random inserts keep the order (seed %i)', seed => {
    const { below } = createRandom(seed)
    const keys: string[] = []
    for (let i = 0; i < 2_000; i++) {
      const at = below(keys.length + 1)
      keys.splice(at, 0, orderKeyBetween(keys[at - 1] ?? null, keys[at] ?? null))
    }
    for (let i = 1; i < keys.length; i++) expect(keys[i - 1]! < keys[i]!).toBe(true)
  })
})
