import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { FakeSheet } from './fake-sheet.ts'

const YEARS = 6
const QUALIFIERS = ['', '', '', '', '左右', '以上'] as const

const column = (id: string, title: string, type: Column['type'], options: Partial<Column> = {}): Column => ({
  id,
  title,
  type,
  order: id,
  fills: type === 'computed' ? 'nobody' : 'owner',
  ...options,
})

/** `rowCount` × 20: a category of 1-97 rows, a name, then plan, actual and completion for six years. */
export function largeSheet(rowCount: number, me: Account): FakeSheet {
  const columns = [
    column('category', '类别', 'category', { frozen: true, width: 86 }),
    column('name', '项目', 'text', { frozen: true, width: 220 }),
    ...Array.from({ length: YEARS }, (_, year) => {
      const group = `${2020 + year}年`
      return [
        column(`plan${year}`, '计划', 'value', { group, width: 96 }),
        column(`done${year}`, '完成', 'value', { group, width: 96 }),
        column(`rate${year}`, '完成率', 'computed', {
          group,
          width: 84,
          formula: '=完成率([@完成],[@计划])',
          decimals: 2,
        }),
      ]
    }).flat(),
  ]
  const number = (index: number, seed: number) => (((index + 1) * 7919 * (seed + 3)) % 100_003) / 100
  const cell = (row: string, id: string): Scalar => {
    const index = Number(row.slice(1))
    if (id === 'category') return `类别${Math.floor(index / 48) + 1}`
    if (id === 'name') return `第${index + 1}项重点工作`
    const year = Number(id.slice(-1))
    if (id.startsWith('done')) return number(index, year + 7)
    const qualifier = QUALIFIERS[(index + year) % QUALIFIERS.length]!
    return qualifier ? `${number(index, year)}${qualifier}` : number(index, year)
  }
  const rate =
    (year: number) =>
    (read: (column: string) => Scalar): CellValue => {
      const plan = Number.parseFloat(String(read(`plan${year}`)))
      const done = Number.parseFloat(String(read(`done${year}`)))
      return plan ? (done / plan) * 100 : null
    }
  return new FakeSheet(
    {
      structure: { table: { title: '十万行', phase: 'drafting' }, columns },
      rows: Array.from({ length: rowCount }, (_, index) => ({
        id: `r${index}`,
        owner: index % 7 === 0 ? 'gongxin' : 'shangwu',
      })),
      cell,
      compute: Object.fromEntries(Array.from({ length: YEARS }, (_, year) => [`rate${year}`, rate(year)])),
      departments: { gongxin: '工信局', shangwu: '商务局' },
    },
    me,
  )
}
