import { type Scalar, typedScalar } from '../../../shared/core/scalar.ts'
import { chineseNumeral } from '../../../shared/values/chinese-numeral.ts'
import { parseValue } from '../../../shared/values/parse.ts'
import { calendar } from './calendar.ts'
import { FIGURE, steady } from './steady.ts'

/** `natural`: as the handle does by itself; with Ctrl it does the other of the two. */
export type FillAs = 'natural' | 'other'

/** What stands at a place of the line, 0 being the first of the cells it began with. */
type Line = (place: number) => Scalar

/**
 * A line of cells that goes on, as under Excel's fill handle: times go on, labels with a number count, figures by their step
 * if there are two of them, and whatever else is repeated. One figure alone is repeated: a target of 8% is no list item.
 */
export function lineFrom(source: readonly Scalar[], as: FillAs): Line {
  const repeated: Line = place => source[((place % source.length) + source.length) % source.length] ?? null
  const found = progression(source)
  if (found === null) return repeated
  const goesOn = found.natural === (as === 'natural')
  return goesOn ? found.line : repeated
}

interface Progression {
  readonly line: Line
  /** whether it goes on by itself */
  readonly natural: boolean
}

function progression(source: readonly Scalar[]): Progression | null {
  if (source.length === 0 || source.some(value => value === null || typeof value === 'boolean')) return null
  const texts = source.map(String)
  const times = calendar(texts)
  if (times) return { line: times, natural: true }
  if (texts.every(text => FIGURE.test(text))) {
    const figures = steady(texts)
    const counted = texts.length > 1 || /^0\d/.test(texts[0]!)
    const numbers = source.every(value => typeof value === 'number')
    return {
      line: place => (numbers ? Number(figures(place)) : typedScalar(figures(place))),
      natural: counted,
    }
  }
  return labelled(texts) ?? numbered(texts)
}

const LABELLED = /^(.*?)(\d{1,15}(?:\.\d{1,15})?)(\D*)$/s

/** 第1批, 项目07, 8%以上: the last number moves and the words stay. */
function labelled(texts: readonly string[]): Progression | null {
  const found = texts.map(text => LABELLED.exec(text))
  const [, before, , after] = found[0] ?? []
  if (before === undefined || found.some(each => each?.[1] !== before || each[3] !== after)) return null
  const figures = steady(found.map(each => each![2]!))
  const { kind } = parseValue(texts[0]!)
  return {
    line: place => `${before}${figures(place).replace('-', '')}${after}`,
    natural: texts.length > 1 || kind === 'text',
  }
}

const NUMBERED = /^(第|（|\(|附件|表|图)?([一二三四五六七八九十]+)(、|[.．]|）|\)|[批期组类项章节条号档级步轮册年])?$/

/** 第一批, （二）, 三、 */
function numbered(texts: readonly string[]): Progression | null {
  const found = texts.map(text => NUMBERED.exec(text))
  const first = found[0]
  if (!first || found.some(each => each?.[1] !== first[1] || each?.[3] !== first[3])) return null
  const figures = found.map(each => {
    const read = chineseNumeral(each![2]!)
    return read?.length === each![2]!.length ? String(read.value) : null
  })
  if (figures.includes(null)) return null
  const counted = steady(figures as string[])
  return {
    natural: true,
    line: place => `${first[1] ?? ''}${spelt(Math.abs(Math.round(Number(counted(place)))))}${first[3] ?? ''}`,
  }
}

const DIGITS = '零一二三四五六七八九'
/** Under a hundred as spoken; above it stays a figure. */
function spelt(n: number): string {
  if (n >= 100) return String(n)
  const tens = Math.floor(n / 10)
  const ones = n % 10
  if (tens === 0) return DIGITS[ones]!
  return `${tens > 1 ? DIGITS[tens] : ''}十${ones > 0 ? DIGITS[ones] : ''}`
}
