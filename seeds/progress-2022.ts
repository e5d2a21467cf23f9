import { z } from 'zod'
import { typedScalar } from '../shared/core/scalar.ts'
import type { TableDefinition } from '../shared/tables/table-definition.ts'
import data from './data/progress-2022.json' with { type: 'json' }
import { progress2022Proofs } from './plan-proofs.ts'
import { rowId } from './row-ids.ts'
import { category, computed, figure, label, owner, remark } from './seed-columns.ts'

const row = z.object({
  category: z.string(),
  indicator: z.string(),
  unit: z.string(),
  period: z.string(),
  plan: z.string().nullable(),
  done: z.string(),
  growth: z.string().nullable(),
  months: z.string().nullable(),
  owner: z.string(),
  note: z.string().nullable(),
  source: z.string(),
})

const typed = (text: string | null) => (text === null ? null : typedScalar(text))

/** Progress against schedule; rounding as the source did it: 完成率 cut off, 序时进度 rounded, then subtracted. */
export const progress2022 = (): TableDefinition => ({
  name: 'progress-2022',
  kind: 'indicator',
  section: '监测',
  position: 5,
  facts: {
    title: '赣县区2022年1—5月重点项目调度与工业运行情况表',
    shortTitle: '2022年1—5月调度',
    unitLine: null,
    notes: [
      '完成率截去两位以后的小数;序时进度按月计、四舍五入;超序时进度以两者所列数相减',
      '同比为比上年同期增长(%)',
    ].join('\n'),
    phase: 'drafting',
    source: data.document,
    proofs: JSON.stringify(progress2022Proofs),
  },
  columns: [
    category('category', '类别', 96, { frozen: true }),
    label('indicator', '指标', 250, { frozen: true }),
    label('unit', '单位', 64),
    figure('plan', '全年计划', 96, { unitColumn: 'unit' }),
    figure('done', '累计完成', 96, { unitColumn: 'unit' }),
    figure('growth', '同比(%)', 84),
    figure('months', '已过月数', 80, { fills: 'planning' }),
    computed('completion', '完成率(%)', 96, {
      formula: '=完成率([@累计完成],[@全年计划])',
      decimals: 2,
      rounding: 'truncate',
    }),
    computed('schedule', '序时进度(%)', 100, { formula: '=序时进度([@已过月数])', decimals: 2, rounding: 'half-up' }),
    computed('ahead', '超序时进度(百分点)', 140, {
      formula: '=超序时([@完成率(%)],[@序时进度(%)])',
      decimals: 2,
      rounding: 'half-up',
    }),
    label('period', '时段', 140),
    owner('owner', '责任单位', 104, { official: false }),
    remark('note', '说明', 220, { official: false }),
    label('source', '出处', 150, { official: false }),
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
        plan: typed(r.plan),
        done: typed(r.done),
        growth: typed(r.growth),
        months: typed(r.months),
        period: r.period,
        note: r.note,
        source: r.source,
      },
    })),
})
