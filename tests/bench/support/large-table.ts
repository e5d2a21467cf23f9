import type { Scalar } from '../../../shared/core/scalar.ts'
import type { TableDefinition } from '../../../shared/tables/table-definition.ts'

type ColumnDefinition = TableDefinition['columns'][number]

const COLUMNS = 20
const QUALIFIERS = ['', '', '', '', '左右', '以上'] as const
const DEPARTMENTS = ['gongxin', 'shangwu', 'nongye', 'fagai', 'tongji'] as const
const FIRST_YEAR = 2016

const entered: readonly ColumnDefinition[] = [
  { id: 'category', title: '类别', type: 'category', fills: 'planning', frozen: true, width: 86 },
  { id: 'name', title: '指标', type: 'text', fills: 'planning', frozen: true, width: 220 },
  { id: 'unit', title: '单位', type: 'text', fills: 'planning', width: 72 },
  ...Array.from({ length: COLUMNS - 4 }, (_, at): ColumnDefinition => {
    const title = at % 2 === 0 ? '计划' : '完成'
    return { id: `v${at}`, title, type: 'value', fills: 'owner', group: `${FIRST_YEAR + (at >> 1)}年`, width: 96 }
  }),
  { id: 'remark', title: '备注', type: 'text', fills: 'owner', width: 160 },
]

/** 类别 of 48 rows each; numbers with up to two digits after the point, every third planned one with a qualifier */
function enteredCell(row: number, column: string): Scalar {
  switch (column) {
    case 'category':
      return `第${Math.floor(row / 48) + 1}类`
    case 'name':
      return `第${row + 1}项重点工作`
    case 'unit':
      return row % 3 === 0 ? '%' : '亿元'
    case 'remark':
      return row % 10 === 0 ? `${row}号文件` : null
    default: {
      const at = Number(column.slice(1))
      const number = (((row + 1) * 7919 * (at + 3)) % 100_003) / 100
      const qualifier = at % 2 === 0 ? QUALIFIERS[(row + at) % QUALIFIERS.length]! : ''
      return qualifier ? `${number}${qualifier}` : number
    }
  }
}

/** A table of 20 entered columns, always the same. */
export function largeTable(name: string, rowCount: number): TableDefinition {
  return {
    name,
    kind: 'register',
    section: '测量',
    position: 100,
    facts: { title: `${rowCount} 行`, phase: 'drafting' },
    columns: entered,
    rows: Array.from({ length: rowCount }, (_, row) => ({
      id: `r${row}`,
      owner: DEPARTMENTS[row % DEPARTMENTS.length]!,
      cells: Object.fromEntries(entered.map(({ id }) => [id, enteredCell(row, id)])),
    })),
  }
}

/** The same with its last four columns computed instead: a ratio, a difference, a share of the whole column, a judgement. */
export function computingTable(name: string, rowCount: number): TableDefinition {
  const plain = largeTable(name, rowCount)
  const computed = (id: string, title: string, formula: string, decimals: number): ColumnDefinition => ({
    id,
    title,
    type: 'computed',
    fills: 'nobody',
    formula,
    decimals,
    width: 96,
  })
  return {
    ...plain,
    columns: [
      ...plain.columns.slice(0, COLUMNS - 4).map(column =>
        // a formula names columns by title, so each needs one of its own
        column.type === 'value' ? { ...column, title: `${column.group}${column.title}`, group: null } : column,
      ),
      computed('rate', '完成率', '=[@2016年完成]/[@2016年计划]*100', 2),
      computed('gap', '差额', '=[@2016年完成]-[@2016年计划]', 2),
      computed('share', '占比', '=[@2016年完成]/SUM([2016年完成])*100', 4),
      computed('met', '是否完成', '=IF([@2016年完成]>=[@2016年计划],"是","否")', 0),
    ],
  }
}
