import type { Column, TableStructure } from '../tables/structure.ts'
import type { ProofRule } from './table-proofs.ts'

/** A percentage of a part may exceed that of its whole, and percentages do not add up. */
const NO_AMOUNT = /%|率|比|增速|增长|月数/

/** What the columns' titles and types tell of a table that declares nothing: only rules that need no guess. PROOF-3 */
export function foundRules({ columns }: TableStructure): readonly ProofRule[] {
  const values = columns.filter(({ type, hidden }) => type === 'value' && !hidden)
  const all = values.map(({ id }) => id)
  const amounts = values.filter(column => !NO_AMOUNT.test(labelOf(column) + (column.unit ?? ''))).map(({ id }) => id)
  return [
    ...growthOf(columns, values),
    ...completionOf(values),
    ...(all.length > 0 ? [{ rule: 'ratio', columns: all } as const] : []),
    ...(amounts.length > 0
      ? [{ rule: 'part', columns: amounts } as const, { rule: 'total', columns: amounts } as const]
      : []),
  ]
}

const labelOf = ({ group, title }: Column) => `${group ?? ''} ${title}`

/** 2020年基期值, 2025年目标值 and one column of 年均增长: each only where there is exactly one. */
function growthOf(columns: readonly Column[], values: readonly Column[]): readonly ProofRule[] {
  const published = only(values.filter(column => /年均增(长|速)/.test(labelOf(column))))
  const base = only(values.filter(({ title }) => /\d{4}.*(基期|实际|现状|完成)/.test(title)))
  const target = only(values.filter(({ title }) => /\d{4}.*(目标|规划)/.test(title)))
  if (!published || !base || !target || base === target) return []
  const years = yearOf(target) - yearOf(base)
  if (!(years >= 1 && years <= 50)) return []
  const reading = columns.find(({ title }) => title === '口径')?.id
  return [
    {
      rule: 'growth',
      base: base.id,
      target: target.id,
      published: published.id,
      years,
      ...(reading === undefined ? {} : { reading }),
    },
  ]
}

function completionOf(values: readonly Column[]): readonly ProofRule[] {
  const published = only(values.filter(({ title }) => /^完成率/.test(title)))
  const plan = only(values.filter(({ title }) => /计划|目标/.test(title)))
  const done = only(values.filter(({ title }) => /完成(?!率)/.test(title)))
  return published && plan && done && plan !== done
    ? [{ rule: 'completion', done: done.id, plan: plan.id, published: published.id }]
    : []
}

const only = (columns: readonly Column[]): Column | null => (columns.length === 1 ? columns[0]! : null)
const yearOf = ({ title }: Column) => Number(/\d{4}/.exec(title)?.[0])
