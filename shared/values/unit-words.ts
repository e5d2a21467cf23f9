/**
 * The units that planning tables use. A unit is `scale? measure? (/ count? scale? measure)?`: 万千瓦, 公顷/亿元, /10万.
 * A new unit is one word here; with a factor where other units of its family are to be converted into it.
 */

/** How much a scale character stands for; several multiply (百万). */
export const SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 }

interface Measure {
  readonly family: string
  readonly factor: number
}

const family = (name: string, factors: Readonly<Record<string, number>>): [string, Measure][] =>
  Object.entries(factors).map(([word, factor]) => [word, { family: name, factor }])

const COUNTS =
  '个 项 家 户 人 名 位 条 件 处 所 座 套 栋 幢 间 场 次 届 批 期 支 张 根 块 门 部 册 本 卷 篇 台 辆 艘 架 列 只 头 羽 株 棵 口 眼 盏 幅 班 对 组 队 艺 类 种 款 例 起 宗 笔 份 封 页 字 级 倍 岁 年 天 周 季度 个月 小时 分钟 秒 分 度 人次 车次 批次 班次 剂次 万剂次 辆次 件次 人天 学位 床位 泊位 张床位 标准箱 百分点 个点 成'
const OTHERS =
  '吨标准煤 吨标煤 千克标准煤 克标准煤 吨二氧化碳 美元 欧元 港元 分贝 摄氏度 ℃ mg/L μg/m³ 毫克 标箱 平方 比特 兆 Mbps Gbps GB TB 元/人·月'
/** Units of time that stand in denominators only: alone, `5月` and `12日` are dates. */
const PER_ONLY = '日 月 季 时 标准立方米 GDP'

const own = (words: string): [string, Measure][] => words.split(' ').map(word => [word, { family: word, factor: 1 }])

export const MEASURES: ReadonlyMap<string, Measure> = new Map([
  ...own(COUNTS),
  ...own(OTHERS),
  ...family('%', { '%': 1, '‰': 0.1, '‱': 0.01 }),
  ...family('百分点', { 百分点: 1, 个百分点: 1, 个点: 1 }),
  ...family('元', { 元: 1, 块钱: 1 }),
  ...family('亩', {
    亩: 1,
    公顷: 15,
    平方公里: 1500,
    平方千米: 1500,
    平方米: 0.0015,
    '㎡': 0.0015,
    'm²': 0.0015,
    'km²': 1500,
    hm2: 15,
  }),
  ...family('立方米', { 立方米: 1, 方: 1, 'm³': 1, '㎥': 1, 升: 0.001 }),
  ...family('瓦', { 瓦: 1, 兆瓦: 1e6, 吉瓦: 1e9, W: 1, kW: 1e3, MW: 1e6, GW: 1e9 }),
  ...family('瓦时', { 瓦时: 1, 度电: 1e3, kWh: 1e3, MWh: 1e6, 兆瓦时: 1e6 }),
  ...family('伏', { 伏: 1, kV: 1e3 }),
  ...family('克', { 微克: 1e-6, 克: 1, 公斤: 1e3, kg: 1e3, 斤: 500, 吨: 1e6, t: 1e6 }),
  ...family('米', { 毫米: 1e-3, 厘米: 1e-2, 米: 1, 公里: 1e3, 里: 500, m: 1, km: 1e3, 延米: 1 }),
  ...family('人', { 人: 1, 名: 1 }),
])

export const PER_MEASURES: ReadonlyMap<string, Measure> = new Map([...MEASURES, ...own(PER_ONLY)])
