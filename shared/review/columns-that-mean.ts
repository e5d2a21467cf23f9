import type { Column, TableStructure } from '../tables/structure.ts'

/** Which columns of an indicator table say what, as far as titles and choices tell (REV-41). */
export interface Meanings {
  /** holds 预期性 or 约束性 */
  readonly attribute: string | null
  /** holds 越高越好, 越低越好 or 不评判 */
  readonly direction: string | null
  /** holds 是 or 否: whether result and target may be compared at all */
  readonly comparable: string | null
  /** target column → the value column with the result of an earlier year */
  readonly resultBefore: ReadonlyMap<string, string>
}

export function meaningsOf({ columns }: TableStructure): Meanings {
  const choosing = (word: string) =>
    columns.find(({ type, choices }) => type === 'choice' && (choices ?? '').split('\n').includes(word))?.id ?? null
  return {
    attribute: choosing('约束性'),
    direction: choosing('越高越好'),
    comparable: columns.find(({ type, title }) => type === 'choice' && title === '可比')?.id ?? null,
    resultBefore: resultsBefore(columns.filter(({ type }) => type === 'value')),
  }
}

function resultsBefore(values: readonly Column[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const target of values) {
    if (!/目标|计划|规划/.test(target.title)) continue
    const year = yearOf(target)
    const results = values.filter(other => /完成|实际|基期|实绩/.test(other.title) && yearOf(other) < year)
    const newest = results.reduce<Column | null>(
      (best, other) => (best === null || yearOf(other) > yearOf(best) ? other : best),
      null,
    )
    if (newest !== null) found.set(target.id, newest.id)
  }
  return found
}

const yearOf = ({ title, group }: Column) => Number(/(?:19|20)\d{2}/.exec(`${title} ${group ?? ''}`)?.[0] ?? Number.NaN)
