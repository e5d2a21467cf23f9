import { z } from 'zod'
import { typedScalar } from '../shared/core/scalar.ts'
import type { TableDefinition } from '../shared/tables/table-definition.ts'
import data from './data/plan-145.json' with { type: 'json' }
import { plan145Proofs } from './plan-proofs.ts'
import { rowId } from './row-ids.ts'
import { category, choice, computed, figure, label, owner, remark } from './seed-columns.ts'

const row = z.object({
  category: z.string(),
  indicator: z.string(),
  unit: z.string(),
  base: z.string(),
  target: z.string(),
  published: z.string(),
  reading: z.enum(['年均增长', '累计', '水平', '——']),
  attribute: z.enum(['预期性', '约束性']),
  owner: z.string(),
  note: z.string().nullable(),
  source: z.string(),
  page: z.number(),
})

const GROWTH = '年均增长(%)/[累计]'

/** 附表2: targets of the 14th five-year plan; the published growth beside the recomputed one. */
export const plan145 = (): TableDefinition => ({
  name: 'plan-145',
  kind: 'indicator',
  section: '规划',
  position: 1,
  facts: {
    title: '赣县区“十四五”规划《纲要》主要指标表',
    shortTitle: '“十四五”主要指标',
    unitLine: null,
    notes: [
      '共32个指标;[ ]内为五年累计数,其中规模以上工业增加值、固定资产投资两项为“十三五”年均增速',
      '2020年基期值为预期数',
      '约束性指标的数值以省、市下达为准',
    ].join('\n'),
    phase: 'drafting',
    source: `${data.document} 附表2`,
    proofs: JSON.stringify(plan145Proofs),
  },
  columns: [
    category('category', '类别', 86, { frozen: true }),
    label('indicator', '指标', 262, { frozen: true }),
    label('unit', '单位', 84),
    figure('base', '2020年基期值', 118, { unitColumn: 'unit' }),
    figure('target', '2025年目标值', 128, { unitColumn: 'unit' }),
    figure('published', '公布值', 128, { group: GROWTH }),
    computed('recomputed', '复算', 92, {
      group: GROWTH,
      formula:
        '=IF([@口径]="累计",累计([@2020年基期值],[@2025年目标值]),IF([@口径]="年均增长",年均增速([@2020年基期值],[@2025年目标值],5),""))',
      decimals: 2,
      rounding: 'half-up',
      official: false,
    }),
    computed('agrees', '相符', 92, { group: GROWTH, formula: '=相符([@复算],[@公布值])', official: false }),
    choice('attribute', '属性', 76, { choices: '预期性\n约束性' }),
    owner('owner', '责任单位', 104, { official: false }),
    choice('reading', '口径', 84, { choices: '年均增长\n累计\n水平\n——', official: false }),
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
        base: typedScalar(r.base),
        target: typedScalar(r.target),
        published: typedScalar(r.published),
        attribute: r.attribute,
        reading: r.reading,
        note: r.note,
        source: `${r.source} 第${r.page}页`,
      },
    })),
})
