import { z } from 'zod'
import { typedScalar } from '../shared/core/scalar.ts'
import type { TableDefinition } from '../shared/tables/table-definition.ts'
import data from './data/annual-2024.json' with { type: 'json' }
import { rowId } from './row-ids.ts'
import { category, choice, computed, figure, label, owner, remark } from './seed-columns.ts'

const row = z.object({
  category: z.string(),
  indicator: z.string(),
  result: z.string(),
  resultUnit: z.string().nullable(),
  target: z.string(),
  targetUnit: z.string().nullable(),
  comparable: z.enum(['是', '否']),
  direction: z.enum(['越高越好', '越低越好', '不评判']),
  owner: z.string(),
  note: z.string().nullable(),
  source: z.string(),
})

const RESULT = '2023年'
const TARGET = '2024年'

/** This year's targets beside last year's results; differences only where unit and scope are the same. */
export const annual2024 = (): TableDefinition => ({
  name: 'annual-2024',
  kind: 'indicator',
  section: '年度计划',
  position: 3,
  facts: {
    title: '章贡区2024年主要预期目标与2023年完成情况对照表',
    shortTitle: '2024年主要预期目标',
    unitLine: null,
    notes: ['单位为%的,差额单位为百分点', '两年单位或口径不同的不作比较;目标为文字的照录'].join('\n'),
    phase: 'drafting',
    source: data.document,
  },
  columns: [
    category('category', '类别', 96, { frozen: true }),
    label('indicator', '指标', 214, { frozen: true }),
    figure('result', '2023年完成', 108, { group: RESULT, unitColumn: 'resultUnit' }),
    label('resultUnit', '2023年单位', 82, { group: RESULT }),
    figure('target', '2024年目标', 190, { group: TARGET, unitColumn: 'targetUnit' }),
    label('targetUnit', '2024年单位', 82, { group: TARGET }),
    computed('difference', '目标比上年', 104, { formula: '=IF([@可比]="是",ROUND([@2024年目标]-[@2023年完成],4),"")' }),
    computed('hint', '提示', 92, {
      formula: '=IF(ISNUMBER([@目标比上年]),IF([@目标比上年]<0,"低于上年",""),"")',
      official: false,
    }),
    owner('owner', '责任单位', 104, { official: false }),
    choice('comparable', '可比', 64, { choices: '是\n否', official: false }),
    choice('direction', '方向', 84, { choices: '越高越好\n越低越好\n不评判', official: false }),
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
        result: typedScalar(r.result),
        resultUnit: r.resultUnit,
        target: typedScalar(r.target),
        targetUnit: r.targetUnit,
        comparable: r.comparable,
        direction: r.direction,
        note: r.note,
        source: r.source,
      },
    })),
})
