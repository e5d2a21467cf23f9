const DIGITS = '零一二三四五六七八九'
const SMALL: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const LARGE: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }
const NUMERAL = /^[零〇一二两三四五六七八九十百千万亿]+/

/**
 * The longest numeral at the start of a text: 二十三, 两, 一万, 三百零五. Not read are years spelt digit by digit (二〇三五),
 * approximations (三五家) and the colloquial 三万五, which different people read differently.
 * @returns its length in characters and its value, or null
 */
export function chineseNumeral(text: string): { readonly length: number; readonly value: number } | null {
  const run = NUMERAL.exec(text)?.[0] ?? ''
  for (let length = run.length; length > 0; length--) {
    const value = numeralValue(run.slice(0, length).replaceAll('〇', '零'))
    if (value !== null) return { length, value }
  }
  return null
}

function numeralValue(numeral: string): number | null {
  if (numeral === '零') return 0
  for (const unit of ['亿', '万']) {
    const cut = numeral.lastIndexOf(unit)
    if (cut < 0) continue
    const above = numeralValue(numeral.slice(0, cut))
    const rest = numeral.slice(cut + 1)
    const below = rest === '' ? 0 : belowLarge(rest, LARGE[unit] ?? 1)
    return above === null || above === 0 || below === null ? null : above * (LARGE[unit] ?? 1) + below
  }
  return underTenThousand(numeral)
}

/** 三万五千, 三万零五十: a place that is skipped must be said. */
function belowLarge(rest: string, unit: number): number | null {
  const skips = rest.startsWith('零')
  const value = numeralValue(skips ? rest.slice(1) : rest)
  return value === null || value === 0 || skips === value >= unit / 10 ? null : value
}

function underTenThousand(numeral: string): number | null {
  let total = 0
  let place = 10_000
  let skipped = false
  for (let i = 0; i < numeral.length; ) {
    if (numeral[i] === '零') {
      if (i === 0 || skipped || place === 1) return null
      skipped = true
      i += 1
      continue
    }
    const bareTen = numeral[i] === '十' && i === 0
    const digit = bareTen ? 1 : digitOf(numeral[i] ?? '')
    if (digit < 1) return null
    const next = bareTen ? 10 : (SMALL[numeral[i + 1] ?? ''] ?? 1)
    const adjacent = place === 10_000 || next === place / 10
    if (next >= place || skipped === adjacent) return null
    total += digit * next
    place = next
    skipped = false
    i += bareTen || next === 1 ? 1 : 2
  }
  return skipped || total === 0 ? null : total
}

const digitOf = (char: string) => (char === '两' ? 2 : DIGITS.indexOf(char))
