import type { ProofRule } from '../shared/proofs/table-proofs.ts'

/** 附表2's name → 附表1's, where the two printed tables call the same figure differently */
const NAMES: Readonly<Record<string, string>> = {
  '地区生产总值(GDP)': 'GDP',
  固定资产投资增速: '500万以上固定资产投资',
  全社会研发投入占地方生产总值比重: '研究与试验发展经费投入强度',
  每万人口有效发明专利拥有量: '每万人口发明专利拥有量',
  单位GDP能源消耗降幅: '单位GDP能耗降低',
  单位GDP二氧化碳排放降幅: '单位GDP二氧化碳排放降低',
  县级及以上城市空气质量优良天数比例: '县级以上城市优良天数比例',
}
const swapped = Object.fromEntries(Object.entries(NAMES).map(([of145, of135]) => [of135, of145]))

/** 4.38亿美元 became 30.66亿元 */
const RATES = [{ from: '美元', to: '元', rate: 7 }]

/** How the published figures of 附表2 hang together, among themselves and with 附表1. */
export const plan145Proofs: readonly ProofRule[] = [
  { rule: 'growth', base: 'base', target: 'target', published: 'published', years: 5, reading: 'reading' },
  {
    rule: 'quotient',
    quotient: '城乡居民人均可支配收入比',
    dividend: '城镇居民人均可支配收入',
    divisor: '农村居民人均可支配收入',
    columns: ['base', 'target'],
  },
  // as the headings of the printed table give them
  {
    rule: 'count',
    column: 'category',
    counts: { 综合质效: 7, 创新驱动: 3, 协调发展: 3, 改革开放: 2, 绿色生态: 8, 民生福祉: 9 },
  },
  { rule: 'same', column: 'base', table: 'plan-135', other: 'actual', aliases: NAMES, rates: RATES },
]

export const plan135Proofs: readonly ProofRule[] = [
  {
    rule: 'quotient',
    quotient: '人均GDP',
    dividend: 'GDP',
    divisor: '全县总人口',
    columns: ['actual'],
  },
  { rule: 'same', column: 'actual', table: 'plan-145', other: 'base', aliases: swapped, rates: RATES },
]

/** What the report printed of 1—5月, against what its own figures give. */
export const progress2022Proofs: readonly ProofRule[] = [
  {
    rule: 'completion',
    done: 'done',
    plan: 'plan',
    months: 'months',
    shown: { completion: 'completion', ahead: 'ahead' },
    printed: [
      { row: '重点调度项目年度投资', completion: '70.11', ahead: '28.44' },
      { row: '重点调度项目开工', completion: '95.65' },
    ],
  },
]
