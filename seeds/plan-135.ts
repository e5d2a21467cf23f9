import { z } from 'zod'
import { typedScalar } from '../shared/core/scalar.ts'
import type { TableDefinition } from '../shared/tables/table-definition.ts'
import data from './data/plan-135.json' with { type: 'json' }
import { plan135Proofs } from './plan-proofs.ts'
import { rowId } from './row-ids.ts'
import { category, choice, computed, figure, label, owner, remark } from './seed-columns.ts'

const row = z.object({
  category: z.string(),
  group: z.string().nullable(),
  indicator: z.string(),
  unit: z.string(),
  target: z.string(),
  actual: z.string(),
  direction: z.enum(['越高越好', '越低越好', '不评判']),
  owner: z.string(),
  note: z.string().nullable(),
  source: z.string(),
  page: z.number(),
})

/** 附表1: what became of the 13th five-year plan's targets, judged by qualifier and direction. */
export const plan135 = (): TableDefinition => ({
  name: 'plan-135',
  kind: 'indicator',
  section: '规划',
  position: 2,
  facts: {
    title: '赣县区“十三五”规划纲要主要指标完成情况表',
    shortTitle: '“十三五”完成情况',
    unitLine: null,
    notes: [
      '共40个指标(主要污染物排放量下降的4项计为1个);[ ]内为五年累计数,固定资产投资为年均增速',
      '约束性指标的数值以省、市下达为准',
    ].join('\n'),
    phase: 'drafting',
    source: `${data.document} 附表1`,
    proofs: JSON.stringify(plan135Proofs),
  },
  columns: [
    category('category', '类别', 86, { frozen: true }),
    label('indicator', '指标', 262, { frozen: true }),
    label('unit', '单位', 84),
    figure('target', '规划目标(2020年)', 140, { unitColumn: 'unit' }),
    figure('actual', '2020年完成', 140, { unitColumn: 'unit' }),
    computed('completion', '完成率(%)', 100, {
      formula: '=完成率([@2020年完成],[@规划目标(2020年)],[@方向])',
      decimals: 2,
      rounding: 'half-up',
    }),
    computed('reached', '是否完成', 92, { formula: '=达标([@2020年完成],[@规划目标(2020年)],[@方向])' }),
    choice('direction', '方向', 84, { choices: '越高越好\n越低越好\n不评判', official: false }),
    owner('owner', '责任单位', 104, { official: false }),
    label('group', '分组', 150, { official: false }),
    remark('note', '说明', 220, { official: false }),
    label('source', '出处', 110, { official: false }),
  ],
  rows: z
    .array(row)
    .parse(data.rows)
    .map((r, index) => ({
      id: rowId(index),
      owner: r.owner,
      cells: {
        category: r.category,
        indicator: r.indicator,
        unit: r.unit,
        target: typedScalar(r.target),
        actual: typedScalar(r.actual),
        direction: r.direction,
        group: r.group,
        note: r.note,
        source: `${r.source} 第${r.page}页`,
      },
    })),
})
