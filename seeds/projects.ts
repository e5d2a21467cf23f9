import { z } from 'zod'
import type { TableDefinition } from '../shared/tables/table-definition.ts'
import data from './data/projects.json' with { type: 'json' }
import { rowId } from './row-ids.ts'
import { category, choice, figure, label, owner, remark } from './seed-columns.ts'

const row = z.object({
  box: z.number(),
  boxTitle: z.string(),
  itemNo: z.string().nullable(),
  item: z.string(),
  project: z.string(),
  owner: z.string(),
  titlePage: z.number(),
  page: z.number(),
  targets: z.number(),
})

/** The register of the projects that the plan's 29 boxes name. */
export const projects = (): TableDefinition => ({
  name: 'projects',
  kind: 'register',
  section: '项目台账',
  position: 4,
  facts: {
    title: '赣县区“十四五”规划专栏重大工程项目台账',
    shortTitle: '重大工程专栏',
    unitLine: '单位:亿元',
    notes: '专栏1、2、10的标题与正文分在两页,页码为正文所在页',
    phase: 'drafting',
    source: `${data.document} 专栏1—29`,
  },
  columns: [
    category('box', '专栏', 190, { frozen: true }),
    label('project', '项目', 260, { frozen: true }),
    label('item', '所属工程', 230),
    owner('owner', '责任单位', 110),
    choice('stage', '阶段', 80, { choices: '谋划\n储备\n前期\n在建\n竣工\n投产', fills: 'owner' }),
    figure('investment', '总投资', 96, { unit: '亿元' }),
    figure('plan', '年度计划投资', 110, { unit: '亿元' }),
    figure('done', '累计完成投资', 110, { unit: '亿元' }),
    remark('progress', '形象进度', 220),
    remark('note', '说明', 180, { official: false }),
    label('source', '出处', 140, { official: false }),
  ],
  rows: z
    .array(row)
    .parse(data.rows)
    .map((r, index) => ({
      id: rowId(index),
      owner: r.owner,
      cells: {
        box: `${r.box} ${r.boxTitle}`,
        project: r.project,
        item: `${r.itemNo ?? ''}${r.item}`,
        source: `专栏${r.box} 第${r.page}页`,
      },
    })),
})
