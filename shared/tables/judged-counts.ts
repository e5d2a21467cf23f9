import type { TableView } from '../document/table-view.ts'
import type { Calculation } from '../formulas/calculation.ts'

export type Judgement = 'reached' | 'behind' | null

const REACHED = new Set(['相符', '达标', '完成', '已完成', '是', '超额完成'])
const BEHIND = new Set(['不符', '不相符', '口径待核', '未达标', '未完成', '否', '滞后'])

/** Judging words that formulas give carry a dot beside them; the word itself stays the sign. */
export const judgementOf = (text: string): Judgement =>
  REACHED.has(text) ? 'reached' : BEHIND.has(text) ? 'behind' : null

export interface JudgedColumn {
  readonly title: string
  /** each word that judges, and how many rows it was given; those that are well first */
  readonly words: readonly { readonly word: string; readonly judgement: Judgement; readonly count: number }[]
}

/** A table with its computed columns. */
interface Judged {
  readonly view: TableView
  readonly calculation: Calculation
}

/** beyond this many rows counting would compute what nobody looks at */
const MOST_ROWS = 2_000
const JUDGES = /(相符|达标)\s*\(/

/** How a table's judging columns came out: the very words that they show, counted. */
export function judgedCounts({ view, calculation }: Judged): readonly JudgedColumn[] {
  if (view.rows.length > MOST_ROWS) return []
  return view.structure.columns.flatMap(({ id, title, type, formula }) => {
    if (type !== 'computed' || !JUDGES.test(formula ?? '')) return []
    const counts = new Map<string, number>()
    for (const row of view.rows) {
      const word = calculation.text(row, id)
      if (judgementOf(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    const words = [...counts].map(([word, count]) => ({ word, judgement: judgementOf(word), count }))
    words.sort((a, b) => Number(a.judgement === 'behind') - Number(b.judgement === 'behind'))
    return words.length === 0 ? [] : [{ title, words }]
  })
}
