/** Texts that name a time, and the way they go on. */

const NUMERALS = '一二三四'
const MONTHS = '一二三四五六七八九十'
const pad = (n: number) => String(n).padStart(2, '0')
const mod = (n: number, size: number) => ((n % size) + size) % size

/** One way of writing a time: read as a count of steps since some beginning, and written again. */
interface Spelling {
  readonly pattern: RegExp
  /** null where the text names no such time, as February 30 */
  readonly count: (found: RegExpExecArray) => number | null
  readonly spell: (count: number, found: RegExpExecArray) => string
}

const chineseMonth = (month: number) => (month <= 10 ? MONTHS[month - 1]! : `十${MONTHS[month - 11]}`)

const cyclic = (words: readonly string[]): Spelling => ({
  pattern: new RegExp(`^(?:${words.join('|')})$`),
  count: found => words.indexOf(found[0]),
  spell: count => words[mod(count, words.length)]!,
})

const DAY = 86_400_000
const dayOf = (year: string, month: string, day: string): number | null => {
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const date = new Date(time)
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? time / DAY : null
}
const partsOf = (count: number) => {
  const date = new Date(count * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const SPELLINGS: readonly Spelling[] = [
  cyclic(Array.from({ length: 12 }, (_, i) => `${i + 1}月`)),
  cyclic(Array.from({ length: 12 }, (_, i) => `${chineseMonth(i + 1)}月`)),
  cyclic(Array.from(NUMERALS, sign => `${sign}季度`)),
  cyclic(Array.from(NUMERALS, sign => `第${sign}季度`)),
  cyclic(['1季度', '2季度', '3季度', '4季度']),
  cyclic(['第1季度', '第2季度', '第3季度', '第4季度']),
  cyclic(['Q1', 'Q2', 'Q3', 'Q4']),
  cyclic(['上半年', '下半年']),
  cyclic(Array.from('一二三四五六日', sign => `星期${sign}`)),
  cyclic(Array.from('一二三四五六日', sign => `周${sign}`)),
  cyclic(Array.from('甲乙丙丁戊己庚辛壬癸')),
  cyclic(Array.from('子丑寅卯辰巳午未申酉戌亥')),
  {
    pattern: /^(\d{4})(年|年度)$/,
    count: ([, year]) => Number(year),
    spell: (count, [, , word]) => `${count}${word}`,
  },
  {
    pattern: /^(\d{4})(年)(\d{1,2})月$/,
    count: ([, year, , month]) => (inRange(month, 12) ? Number(year) * 12 + Number(month) - 1 : null),
    spell: (count, [, , , month]) =>
      `${Math.floor(count / 12)}年${month?.startsWith('0') ? pad(mod(count, 12) + 1) : mod(count, 12) + 1}月`,
  },
  {
    pattern: /^(\d{4})([-/.])(\d{2})$/,
    count: ([, year, , month]) => (inRange(month, 12) ? Number(year) * 12 + Number(month) - 1 : null),
    spell: (count, [, , sign]) => `${Math.floor(count / 12)}${sign}${pad(mod(count, 12) + 1)}`,
  },
  {
    pattern: /^(\d{4})年(第?)([一二三四])季度$/,
    count: ([, year, , quarter]) => Number(year) * 4 + NUMERALS.indexOf(quarter!),
    spell: (count, [, , word]) => `${Math.floor(count / 4)}年${word}${NUMERALS[mod(count, 4)]}季度`,
  },
  {
    pattern: /^(\d{4})(-|年)?Q([1-4])$/,
    count: ([, year, , quarter]) => Number(year) * 4 + Number(quarter) - 1,
    spell: (count, [, , word]) => `${Math.floor(count / 4)}${word ?? ''}Q${mod(count, 4) + 1}`,
  },
  {
    pattern: /^(\d{4})年([上下])半年$/,
    count: ([, year, half]) => Number(year) * 2 + (half === '上' ? 0 : 1),
    spell: count => `${Math.floor(count / 2)}年${mod(count, 2) === 0 ? '上' : '下'}半年`,
  },
  {
    pattern: /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
    count: ([, year, month, day]) => dayOf(year!, month!, day!),
    spell(count) {
      const { year, month, day } = partsOf(count)
      return `${year}年${month}月${day}日`
    },
  },
  {
    pattern: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
    count: ([, year, , month, day]) => dayOf(year!, month!, day!),
    spell(count, [, , sign, monthText]) {
      const { year, month, day } = partsOf(count)
      const wide = sign === '-' || monthText?.startsWith('0')
      return [year, wide ? pad(month) : month, wide ? pad(day) : day].join(sign)
    },
  },
]

const inRange = (text: string | undefined, most: number) => Number(text) >= 1 && Number(text) <= most

/**
 * Times that go on: 一月 → 二月, 2024年四季度 → 2025年一季度, 2024-12-31 → 2025-01-01; by the step between the first two,
 * and by whole months where days repeat.
 * @returns the text at a place, 0 being the first of those given; null where these are no times of one spelling and step
 */
export function calendar(texts: readonly string[]): ((place: number) => string) | null {
  for (const { pattern, count, spell } of SPELLINGS) {
    const found = texts.map(text => pattern.exec(text))
    const first = found[0]
    if (!first || found.includes(null)) continue
    const counts = found.map(each => count(each!))
    if (counts.includes(null)) continue
    const steps = counts as readonly number[]
    const monthly = monthSteps(texts, steps)
    if (monthly) return place => spell(monthly(place), first)
    const [from = 0, second] = steps
    const step = second === undefined ? 1 : second - from
    const cycle = CYCLES.get(pattern)
    const goesOn = steps.every((value, i) =>
      cycle === undefined ? value === from + step * i : mod(value - from - step * i, cycle) === 0,
    )
    if (goesOn) return place => spell(from + step * place, first)
  }
  return null
}

/** length of the spellings that go round */
const CYCLES = new Map(
  SPELLINGS.slice(0, 12).map(({ pattern }) => [pattern, pattern.source.split('|').length] as const),
)

/** Days of one date each month, or at each month's end: 1月31日, 2月29日, … */
function monthSteps(texts: readonly string[], days: readonly number[]): ((place: number) => number) | null {
  if (days.length < 2 || !/\d{4}\D\d{1,2}\D\d{1,2}/.test(texts[0]!)) return null
  const parts = days.map(partsOf)
  const months = parts.map(({ year, month }) => year * 12 + month - 1)
  const step = months[1]! - months[0]!
  if (step === 0 || months.some((month, i) => month !== months[0]! + step * i)) return null
  const lastDay = (month: number) => new Date(Date.UTC(Math.floor(month / 12), mod(month, 12) + 1, 0)).getUTCDate()
  const atEnd = parts.every(({ day }, i) => day === lastDay(months[i]!))
  if (!atEnd && parts.some(({ day }) => day !== parts[0]!.day)) return null
  return place => {
    const month = months[0]! + step * place
    const day = atEnd ? lastDay(month) : Math.min(parts[0]!.day, lastDay(month))
    return Date.UTC(Math.floor(month / 12), mod(month, 12), day) / DAY
  }
}
