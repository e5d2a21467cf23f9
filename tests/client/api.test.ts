import { expect, test } from 'vitest'
import { fileNameOf } from '../../client/api/download.ts'
import { backoff } from '../../client/sync/backoff.ts'
import { sectionsOf } from '../../client/workspace/sections.ts'

test.each([
  [null, 'otherwise.xlsx'],
  ['attachment', 'otherwise.xlsx'],
  ['attachment; filename="plan.xlsx"', 'plan.xlsx'],
  [`attachment; filename="plan.xlsx"; filename*=UTF-8''%E6%8C%87%E6%A0%87%E8%A1%A8.xlsx`, '指标表.xlsx'],
  [`attachment; filename*=UTF-8''%E6%8`, 'otherwise.xlsx'],
])('the file name in %s', (disposition, name) => {
  expect(fileNameOf(disposition, 'otherwise.xlsx')).toBe(name)
})

test('pauses grow, are spread by chance, and are bounded', () => {
  const shortest = [0, 1, 2, 3, 20].map(failures => backoff(failures, 0))
  expect(shortest).toEqual([200, 400, 800, 1_600, 4_000])
  for (const failures of [0, 3, 100]) expect(backoff(failures, 0.999) / backoff(failures, 0)).toBeCloseTo(2, 2)
})

test('tables stand under their headings, in the order the server gave', () => {
  const table = (name: string, section: string) => ({
    id: name,
    name,
    title: name,
    kind: 'indicator' as const,
    section,
    edition: '',
    room: '',
    rowCount: 0,
  })
  const sections = sectionsOf([table('a', '规划'), table('b', '监测'), table('c', '规划'), table('d', '')])
  expect(sections.map(({ title, tables }) => [title, ...tables.map(({ name }) => name)])).toEqual([
    ['规划', 'a', 'c'],
    ['监测', 'b'],
    [null, 'd'],
  ])
})
