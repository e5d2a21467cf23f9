import { describe, expect, it } from 'vitest'
import { annual2024 } from '../../seeds/annual-2024.ts'
import { plan135 } from '../../seeds/plan-135.ts'
import { plan145 } from '../../seeds/plan-145.ts'
import { progress2022 } from '../../seeds/progress-2022.ts'
import { projects } from '../../seeds/projects.ts'
import { exported } from './fixtures/exported.ts'
import { exportedWithMarks, imported } from './fixtures/importing.ts'

const TABLES = [plan135(), plan145(), annual2024(), projects(), progress2022()]

describe.each(TABLES.map(table => [table.name, table] as const))('%s', (_name, table) => {
  it.each(['official', 'grid'] as const)('as it left in the %s form, it comes back without a change', async form => {
    const answer = await imported(table, await exportedWithMarks(table, form))
    expect(answer.changes).toEqual([])
    expect(answer.warnings).toEqual([])
    expect(answer.rows).toEqual({ matched: table.rows.length, unmatched: [], missing: [] })
    expect(answer.columns.map(({ column }) => column).sort()).toEqual(table.columns.map(({ id }) => id).sort())
    expect(answer.unchanged).toBeGreaterThan(table.rows.length)
  })

  it.each(['official', 'grid'] as const)(
    'in the %s form without its marks: no change either, nothing guessed',
    async form => {
      const answer = await imported(table, await exported(table, form))
      expect(answer.changes).toEqual([])
      expect(answer.rows.unmatched.filter(({ why }) => why === 'new')).toEqual([])
      expect(answer.rows.matched + answer.rows.missing.length).toBe(table.rows.length)
    },
  )
})
