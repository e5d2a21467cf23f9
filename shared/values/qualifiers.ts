import type { Op, Reading } from './planning-value.ts'

/** What a word before or after a figure says about it. */
export interface Meaning {
  readonly op?: Op
  /** gives way to any other qualifier: 稳定在…以上, 控制在…左右, 达…以上 */
  readonly weak?: boolean
  readonly reading?: Reading
  /** -1: the figure is a fall (下降30% is -30) */
  readonly sign?: -1
  readonly unit?: string
}

const each = (words: string, meaning: Meaning): [string, Meaning][] => words.split(' ').map(word => [word, meaning])

const BEFORE = new Map<string, Meaning>([
  ...each('≥ >= => 不低于 不少于 不小于 不下于 至少 最少 最低', { op: 'ge' }),
  ...each('≤ <= =< 不超过 不超 不高于 不大于 不多于 不超出 至多 最多 最高', { op: 'le' }),
  ...each('> 突破 超过 超出 超 过 逾 高于 大于 多于', { op: 'gt' }),
  ...each('< 低于 少于 小于 不足 不到 未满', { op: 'lt' }),
  ...each('=', { op: 'eq' }),
  ...each('≈ ≒ ~ 约 大约 约为 近 将近 接近', { op: 'approx' }),
  ...each('达 达到 达成', { op: 'ge', weak: true }),
  ...each('控制在 控制', { op: 'le', weak: true }),
  ...each('稳定在 保持在 维持在', { op: 'approx', weak: true }),
  ...each('年均 年均增长 年平均 年均增速 年均增幅 平均增长', { reading: 'average-growth' }),
  ...each('年均下降 年均降低', { reading: 'average-growth', sign: -1 }),
  ...each('累计 五年累计 累计增长 累计提高', { reading: 'cumulative' }),
  ...each('累计下降 累计降低 五年累计下降', { reading: 'cumulative', sign: -1 }),
  ...each('下降 降低 减少 下滑 同比下降', { sign: -1 }),
  ...each('增长 同比增长 提高 上升 增加 提升', {}),
  ...each('提高到 提升到 增加到 增长到 上升到 下降到 降低到 降到 减少到', {}),
  ...each('提高至 提升至 增加至 增长至 上升至 下降至 降低至 降至 减少至', {}),
  ...each('力争 争取 确保 预计 计划 实现 完成 均 各 为', {}),
  ...each('百分之', { unit: '%' }),
  ...each('千分之', { unit: '‰' }),
])

const AFTER = new Map<string, Meaning>([
  ...each('以上 及以上 余 有余 +', { op: 'ge' }),
  ...each('以下 及以下 以内 之内 内', { op: 'le' }),
  ...each('左右 上下 前后', { op: 'approx' }),
])

interface Word extends Meaning {
  readonly length: number
}

/** By the character that meets the text first, longest word first: most texts are sorted out by one look into a map. */
function byCharacter(
  words: ReadonlyMap<string, Meaning>,
  place: 0 | -1,
): ReadonlyMap<string, readonly [string, Word][]> {
  const index = new Map<string, [string, Word][]>()
  for (const [word, meaning] of [...words].sort(([a], [b]) => b.length - a.length)) {
    const char = word.at(place) ?? ''
    index.set(char, [...(index.get(char) ?? []), [word, { ...meaning, length: word.length }]])
  }
  return index
}

const STARTS = byCharacter(BEFORE, 0)
const ENDS = byCharacter(AFTER, -1)

export function wordAtStart(text: string): Word | null {
  return STARTS.get(text.charAt(0))?.find(([word]) => text.startsWith(word))?.[1] ?? null
}

export function wordAtEnd(text: string): Word | null {
  return ENDS.get(text.charAt(text.length - 1))?.find(([word]) => text.endsWith(word))?.[1] ?? null
}

/**
 * What several words say together, or `contradiction` (≥5以内). The stricter wins (突破…以上), a bound wins over "about",
 * and a weak word counts only where nothing else is said.
 */
export function together(meanings: readonly Meaning[]): Op | 'contradiction' {
  const said = (weak: boolean) => meanings.filter(m => m.op && (m.weak ?? false) === weak).map(m => m.op as Op)
  const strong = said(false)
  return (strong.length > 0 ? strong : said(true)).reduce<Op | 'contradiction'>(joined, 'eq')
}

const STRENGTH: Readonly<Record<Op, number>> = { eq: 0, approx: 1, ge: 2, le: 2, gt: 3, lt: 3 }
const upward = (op: Op) => op === 'ge' || op === 'gt'

function joined(a: Op | 'contradiction', b: Op): Op | 'contradiction' {
  if (a === 'contradiction') return a
  if (STRENGTH[a] >= 2 && STRENGTH[b] >= 2 && upward(a) !== upward(b)) return 'contradiction'
  return STRENGTH[b] > STRENGTH[a] ? b : a
}

/** The same bound seen from the other side of zero: a fall of 30 以上 is a change of -30 or less. */
export function mirrored(op: Op): Op {
  switch (op) {
    case 'gt':
      return 'lt'
    case 'ge':
      return 'le'
    case 'lt':
      return 'gt'
    case 'le':
      return 'ge'
    case 'eq':
    case 'approx':
      return op
  }
}
