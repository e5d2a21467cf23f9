import departments from '../../seeds/data/departments.json' with { type: 'json' }
import { plan145 } from '../../seeds/plan-145.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellValue, FormulaError } from '../../shared/formulas/cell-value.ts'
import { parseValue } from '../../shared/values/parse.ts'
import { FakeSheet } from './fake-sheet.ts'

const DEPARTMENTS: Readonly<Record<string, string>> = Object.fromEntries(departments.map(({ id, name }) => [id, name]))

export const clerkOf = (department: string): Account => ({
  id: `account-${department}`,
  account: department,
  name: DEPARTMENTS[department] ?? department,
  department,
  departmentName: DEPARTMENTS[department] ?? null,
  roles: department === 'guihua' ? ['planning'] : ['clerk'],
})

const DIVISION: FormulaError = { kind: 'error', code: '#DIV/0!', detail: 'division-by-zero' }
const numberOf = (stored: Scalar) => {
  const value = parseValue(stored)
  return value.kind === 'number' ? value.value : null
}

/** Growth or rise as the table's own formula has it, good enough to see computed cells move. */
function recomputed(cell: (column: string) => Scalar): CellValue {
  const base = numberOf(cell('base'))
  const target = numberOf(cell('target'))
  if (base === null || target === null) return null
  if (cell('reading') === '累计') return target - base
  if (cell('reading') !== '年均增长') return null
  return base === 0 ? DIVISION : ((target / base) ** 0.2 - 1) * 100
}

function agrees(cell: (column: string) => Scalar): CellValue {
  const value = recomputed(cell)
  const published = numberOf(cell('published'))
  if (typeof value !== 'number' || published === null) return null
  return Math.abs(value - published) <= (cell('reading') === '累计' ? 0.006 : 0.15) ? '相符' : '不符'
}

/** 附表2 as it stands in the demo workspace, in memory. */
/** @param parents rows that stand under others, by their ids */
export function plan145Sheet(me: Account, parents: Readonly<Record<string, string>> = {}): FakeSheet {
  const { facts, columns, rows } = plan145()
  const cells = new Map(rows.map(row => [row.id, row.cells]))
  return new FakeSheet(
    {
      structure: {
        table: facts,
        columns: columns.map((column, i) => ({ ...column, order: String(i).padStart(3, '0') })),
      },
      rows: rows.map(({ id, owner }) => ({ id, owner, ...(parents[id] !== undefined && { parent: parents[id] }) })),
      cell: (row, column) => cells.get(row)?.[column] ?? null,
      compute: { recomputed, agrees },
      departments: DEPARTMENTS,
    },
    me,
  )
}
