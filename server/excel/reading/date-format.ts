const WORDS = /"[^"]*"|\\.|_.|\*.|\[\$[^\]]*\]|\[(?![hms]+\])[^\]]*\]/gi
const TOKEN =
  /"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[(h+)\]|AM\/PM|A\/P|上午\/下午|y+|m+|d+|h+|s+|a{3,4}|([^[\]"\\]|[[\]"\\])/giu
const MS_PER_DAY = 86_400_000
/** the day before 1900-01-01, less the 29 February 1900 that Excel believes in */
const DAY_ZERO = Date.UTC(1899, 11, 30)
const DAYS_TO_1904 = 1462
const LAST_DAY = 2_958_466
const WEEKDAYS = '日一二三四五六'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Letters for years, days, hours … that are no words. */
export const isDateFormat = (code: string): boolean =>
  /[ymdhs]|aaa/i.test(
    code
      .replace(WORDS, '')
      .replace(/General/gi, '')
      .replace(/G\/通用格式/g, ''),
  )

/** `2024年3月5日` of day 45356; null where the day or the format is none that we know. */
export function showDate(serial: number, code: string, from1904: boolean): string | null {
  const days = from1904 ? serial + DAYS_TO_1904 : serial < 60 ? serial + 1 : serial
  if (serial < 0 || days > LAST_DAY) return null
  const date = new Date(DAY_ZERO + Math.round((days * MS_PER_DAY) / 1000) * 1000)
  const section = code.split(';')[0] ?? ''
  const tokens = [...section.matchAll(TOKEN)]
  const twelve = tokens.some(([token]) => /^(?:AM\/PM|A\/P|上午\/下午)$/i.test(token))
  let text = ''
  for (const [index, [token, quoted, escaped, sign, elapsed, bare]] of tokens.entries()) {
    if (elapsed !== undefined) text += String(Math.floor(serial * 24 + 1e-9)).padStart(elapsed.length, '0')
    else if (quoted !== undefined || escaped !== undefined || sign !== undefined) text += quoted ?? escaped ?? sign
    else if (bare !== undefined) {
      // tenths of seconds and what else there may be
      if (/[[\]"\\0#?@]/.test(bare)) return null
      text += bare
    } else if (!/^[_*]/.test(token)) {
      const isMinute = /^m{1,2}$/i.test(token) && besideTime(tokens, index)
      text += field(token.toLowerCase(), date, isMinute, twelve)
    }
  }
  return text.trim()
}

/** `m` is minutes after hours and before seconds, else months. */
function besideTime(tokens: readonly RegExpExecArray[], index: number): boolean {
  const isField = (token: string) => /^(?:y+|m+|d+|h+|s+|\[h+\])$/i.test(token)
  const before = tokens
    .slice(0, index)
    .reverse()
    .find(([token]) => isField(token))?.[0]
  const after = tokens.slice(index + 1).find(([token]) => isField(token))?.[0]
  return /^\[?h/i.test(before ?? '') || /^s/i.test(after ?? '')
}

function field(token: string, date: Date, isMinute: boolean, twelve: boolean): string {
  const two = (value: number) => String(value).padStart(Math.min(2, token.length), '0')
  const hour = date.getUTCHours()
  switch (token.charAt(0)) {
    case 'y':
      return token.length > 2 ? String(date.getUTCFullYear()) : String(date.getUTCFullYear() % 100).padStart(2, '0')
    case 'm':
      if (isMinute) return two(date.getUTCMinutes())
      return token.length > 2 ? MONTHS[date.getUTCMonth()]! : two(date.getUTCMonth() + 1)
    case 'd':
      return token.length > 2 ? `星期${WEEKDAYS[date.getUTCDay()]}` : two(date.getUTCDate())
    case 'h':
      return two(twelve ? hour % 12 || 12 : hour)
    case 's':
      return two(date.getUTCSeconds())
    default:
      if (token.startsWith('aaa')) return (token.length === 4 ? '星期' : '周') + WEEKDAYS[date.getUTCDay()]
      return hour < 12 ? '上午' : '下午'
  }
}
