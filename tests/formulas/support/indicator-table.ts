import { type ColumnSketch, PlainTable } from './plain-table.ts'

/** The ordinary indicator table that the functions' examples are about. */
export function indicatorTable(computed: readonly ColumnSketch[]): PlainTable {
  const entered: readonly ColumnSketch[] = [
    { id: '序号' },
    { id: '指标', type: 'text' },
    { id: '类别', type: 'category' },
    { id: '方向', type: 'choice' },
    { id: '日期', type: 'text' },
    ...['计划', '完成', '上年', '投资', '1月', '2月', '3月'].map(id => ({ id })),
  ]
  const row = (i: number) => ({
    序号: i,
    指标: ['工业投资', '全社会投资', '单位投资能耗'][i - 1]!,
    类别: ['工业', '综合', '工业'][i - 1]!,
    方向: ['越高越好', '越高越好', '越低越好'][i - 1]!,
    日期: `2024-0${i + 1}-15`,
    计划: 120 + i,
    完成: 90.25 * i,
    上年: 80 + i,
    投资: 100 * i,
    '1月': 8 + i,
    '2月': 9,
    '3月': 9,
  })
  return new PlainTable([...entered, ...computed], [row(1), row(2), row(3)])
}
