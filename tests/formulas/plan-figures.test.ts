import { describe, expect, test } from 'vitest'
import { typedScalar } from '../../shared/core/scalar.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { PlainTable } from './support/plain-table.ts'
import { bothAnswers, hasLibreOffice } from './support/recalculate.ts'

/** 附表2: indicator, 2020, 2025, published growth or [rise], and what the published figure is. */
const PLAN_145 = [
  ['地区生产总值(GDP)', '202.28', '300', '7.8 左右', '年均增长'],
  ['全员劳动生产率', '6.3', '9.26', '8 左右', '年均增长'],
  ['规模以上工业增加值增速', '[8.3]', '——', '8 左右', '年均增长'],
  ['固定资产投资增速', '[12.3]', '——', '9 左右', '年均增长'],
  ['社会消费品零售总额', '83.28', '122', '8 左右', '年均增长'],
  ['粮食综合生产能力', '3.57', '3.6 左右', '保持稳定', '——'],
  ['能源综合生产能力', '——', '——', '——', '——'],
  ['全社会研发投入占地方生产总值比重', '1.3', '2.5', '[1.2]', '累计'],
  ['每万人口有效发明专利拥有量', '1.69', '4', '[2.31]', '累计'],
  ['战略性新兴产业增加值占规上工业比重', '26.4', '40', '[13.6]', '累计'],
  ['三产比例', '11.9:30.8:57.3', '8:41:51', '——', '——'],
  ['城乡居民人均可支配收入比', '2.6', '2.37', '[-0.23]', '累计'],
  ['常住人口城镇化率', '56', '60', '[4]', '累计'],
  ['出口总额', '30.66', '33.85', '2 以上', '年均增长'],
  ['实际利用外资', '1.39', '1.81', '5.5 左右', '年均增长'],
  ['耕地保有量', '45.25', '45.25', '确保数量不减,质量提升', '——'],
  ['单位GDP建设用地使用面积降幅', '——', '——', '——', '——'],
  ['单位GDP能源消耗降幅', '[16]', '——', '——', '——'],
  ['非化石能源占一次能源消费比重', '15', '——', '——', '——'],
  ['单位GDP二氧化碳排放降幅', '[21.31]', '——', '——', '——'],
  ['县级及以上城市空气质量优良天数比例', '95.5', '——', '——', '——'],
  ['地表水达到或好于Ⅲ类水体比例', '100', '100', '——', '——'],
  ['森林覆盖率', '76.16', '稳定在 76 以上', '保持稳定', '——'],
  ['城镇居民人均可支配收入', '33287', '46687', '7 左右', '年均增长'],
  ['农村居民人均可支配收入', '12790', '19679', '9 左右', '年均增长'],
  ['城镇调查失业率', '——', '——', '5.5 左右', '水平'],
  ['劳动年龄人口平均受教育年限', '——', '——', '[0.7]', '累计'],
  ['每千人口拥有执业(助理)医师数', '1.7', '2.6', '[0.9]', '累计'],
  ['基本养老保险参保率', '95', '95.5', '[0.5]', '累计'],
  ['每千人口拥有0-3岁婴幼儿托位数', '——', '3.5', '——', '——'],
  ['人均预期寿命', '77', '78', '[1]', '累计'],
  ['公众安全感', '98', '98.7', '[0.7]', '累计'],
] as const

/** 附表1: indicator, target for 2020, result, direction. */
const PLAN_135 = [
  ['GDP', '突破 200', '202.28', '越高越好'],
  ['人均GDP', '36620', '36654', '越高越好'],
  ['财政总收入', '33.13', '26.3', '越高越好'],
  ['500万以上固定资产投资', '年均 17', '年均 12.3', '越高越好'],
  ['社会消费品零售总额', '52.86', '83.28', '越高越好'],
  ['实际利用外资', '1.44', '1.39', '越高越好'],
  ['出口总额', '4.38', '4.38', '越高越好'],
  ['三产比例', '10:54:36', '11.9:30.8:57.3', '不评判'],
  ['常住人口城镇化率', '56', '56', '越高越好'],
  ['户籍人口城镇化率', '35 左右', '35.1', '越高越好'],
  ['每万人口发明专利拥有量', '1.1', '1.69', '越高越好'],
  ['研究与试验发展经费投入强度', '0.82', '1.3', '越高越好'],
  ['科技进步贡献率', '60', '60', '越高越好'],
  ['电力总装机容量', '300', '304.86', '越高越好'],
  ['耕地保有量', '42.58', '45.25', '越高越好'],
  ['基本农田保护面积', '35.49', '37.09', '越高越好'],
  ['单位GDP建设用地占用', '57.76', '57.74', '越低越好'],
  ['森林覆盖率', '76.16', '76.16', '越高越好'],
  ['森林蓄积量', '916', '1290', '越高越好'],
  ['单位GDP用水量', '160', '130', '越低越好'],
  ['非化石能源占一次能源消费比重', '15', '15', '越高越好'],
  ['单位GDP能耗降低', '[15]', '[16]', '越高越好'],
  ['单位GDP二氧化碳排放降低', '[21]', '[21.31]', '越高越好'],
  ['主要河流监测断面Ⅲ类以上水质达标率', '≥98', '100', '越高越好'],
  ['县级以上城市细颗粒(PM2.5)浓度下降', '≥12', '30', '越高越好'],
  ['县级以上城市优良天数比例', '≥90', '95.5', '越高越好'],
  ['城镇生活污水集中处理率', '85', '93', '越高越好'],
  ['城镇生活垃圾无害化处理率', '85', '100', '越高越好'],
  ['化学需氧量', '[4.3]', '[8.8]', '越高越好'],
  ['氨氮', '[3.8]', '[6.5]', '越高越好'],
  ['二氧化硫', '[10.9]', '[14.2]', '越高越好'],
  ['氮氧化物', '[32.1]', '[59.65]', '越高越好'],
  ['全县总人口', '≤67.63', '66.2', '越低越好'],
  ['城镇新增就业人数', '[2.1]', '[3.11]', '越高越好'],
  ['城镇居民人均可支配收入', '37944', '33287', '越高越好'],
  ['农村居民人均可支配收入', '14273', '12790', '越高越好'],
  ['农村贫困人口脱贫', '[5.34]', '[7.18]', '越高越好'],
  ['主要劳动年龄人口平均受教育年限', '11.52', '11.52', '越高越好'],
  ['城市棚户区住房改造', '[4100]', '[4399]', '越高越好'],
  ['农村安全饮水普及率', '90', '90', '越高越好'],
  ['每千人口拥有医疗卫生机构床位数', '4', '5.15', '越高越好'],
  ['每千名老年人口拥有养老床位数', '40', '40', '越高越好'],
  ['注册志愿者占国民人口比例', '10', '12.64', '越高越好'],
] as const

const plan145 = () =>
  new PlainTable(
    [
      { id: 'name', title: '指标', type: 'text' },
      { id: 'base', title: '基期' },
      { id: 'target', title: '目标' },
      { id: 'published', title: '公布' },
      { id: 'reading', title: '口径', type: 'choice' },
      {
        id: 'recomputed',
        title: '复算',
        formula: '=IF([@口径]="累计",累计([@基期],[@目标]),IF([@口径]="年均增长",年均增速([@基期],[@目标],5),""))',
        decimals: 2,
        rounding: 'half-up',
      },
      { id: 'agrees', title: '相符', formula: '=相符([@复算],[@公布])' },
    ],
    PLAN_145.map(([name, base, target, published, reading]) => ({
      name,
      base: typedScalar(base),
      target: typedScalar(target),
      published: typedScalar(published),
      reading,
    })),
  )

const plan135 = () =>
  new PlainTable(
    [
      { id: 'name', title: '指标', type: 'text' },
      { id: 'target', title: '目标' },
      { id: 'actual', title: '完成' },
      { id: 'direction', title: '方向', type: 'choice' },
      {
        id: 'completion',
        title: '完成率',
        formula: '=完成率([@完成],[@目标],[@方向])',
        decimals: 2,
        rounding: 'half-up',
      },
      { id: 'reached', title: '是否完成', formula: '=达标([@完成],[@目标],[@方向])' },
    ],
    PLAN_135.map(([name, target, actual, direction]) => ({
      name,
      target: typedScalar(target),
      actual: typedScalar(actual),
      direction,
    })),
  )

/** indicator → text, of the rows where the column is not blank */
function texts(table: PlainTable, column: string): Readonly<Record<string, string>> {
  const calculation = createCalculation(table)
  return Object.fromEntries(
    table.rows.map(row => [table.cell(row, 'name'), calculation.text(row, column)]).filter(([, text]) => text !== ''),
  )
}

describe('[FML-70] 附表2: growth and rise recomputed beside the published figures', () => {
  test('seven rows of growth', () => {
    expect(Object.entries(texts(plan145(), 'recomputed')).filter(([, text]) => !text.startsWith('['))).toEqual(GROWTH)
  })

  test('nine rows of rise or fall', () => {
    expect(Object.entries(texts(plan145(), 'recomputed')).filter(([, text]) => text.startsWith('['))).toEqual(RISES)
  })

  test('GDP alone does not agree: its growth is at constant prices', () => {
    const agreement = texts(plan145(), 'agrees')
    expect(Object.keys(agreement)).toHaveLength(16)
    expect(Object.entries(agreement).filter(([, text]) => text !== '相符')).toEqual([['地区生产总值(GDP)', '口径待核']])
  })
})

describe('[FML-71] 附表1: what was reached', () => {
  test('37 reached, 5 missed, 1 not judged', () => {
    const reached = texts(plan135(), 'reached')
    const of = (word: string) => Object.keys(reached).filter(name => reached[name] === word)
    expect(of('完成')).toHaveLength(37)
    expect(of('未完成')).toEqual([
      '财政总收入',
      '500万以上固定资产投资',
      '实际利用外资',
      '城镇居民人均可支配收入',
      '农村居民人均可支配收入',
    ])
    expect(of('不评判')).toEqual(['三产比例'])
  })

  test('completion to two digits, inverted where less is better, blank for the ratio', () => {
    expect(texts(plan135(), 'completion')).toMatchObject({
      财政总收入: '79.38',
      '500万以上固定资产投资': '72.35',
      实际利用外资: '96.53',
      城镇居民人均可支配收入: '87.73',
      农村居民人均可支配收入: '89.61',
      单位GDP用水量: '123.08',
    })
    expect(texts(plan135(), 'completion')).not.toHaveProperty('三产比例')
  })
})

describe.skipIf(!hasLibreOffice())('[FML-72] LibreOffice arrives at the same', () => {
  test.each([
    ['附表2', plan145],
    ['附表1', plan135],
  ])('%s', async (_, made) => {
    const { ours, theirs } = await bothAnswers(made())
    expect([...theirs]).toEqual([...ours])
  })
})

const GROWTH = [
  ['地区生产总值(GDP)', '8.20'],
  ['全员劳动生产率', '8.01'],
  ['社会消费品零售总额', '7.94'],
  ['出口总额', '2.00'],
  ['实际利用外资', '5.42'],
  ['城镇居民人均可支配收入', '7.00'],
  ['农村居民人均可支配收入', '9.00'],
]

const RISES = [
  ['全社会研发投入占地方生产总值比重', '[1.2]'],
  ['每万人口有效发明专利拥有量', '[2.31]'],
  ['战略性新兴产业增加值占规上工业比重', '[13.6]'],
  ['城乡居民人均可支配收入比', '[-0.23]'],
  ['常住人口城镇化率', '[4]'],
  ['每千人口拥有执业(助理)医师数', '[0.9]'],
  ['基本养老保险参保率', '[0.5]'],
  ['人均预期寿命', '[1]'],
  ['公众安全感', '[0.7]'],
]
