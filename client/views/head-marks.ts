import type { ViewSpec } from '../../shared/views/view-spec.ts'
import type { HeadMark } from '../grid/head.tsx'

type Word = 'is-up' | 'is-down' | 'is-filtered'

/** What stands in the heads: which way a column is sorted, its place among several, and that it is filtered. */
export function headMarks(
  { sort, filters }: Pick<ViewSpec, 'sort' | 'filters'>,
  word: (name: Word) => string,
): ReadonlyMap<string, HeadMark> {
  const filtered = new Set(filters.flatMap(filter => ('column' in filter ? [filter.column] : [])))
  const marks = new Map<string, HeadMark>()
  for (const column of new Set([...sort.map(key => key.column), ...filtered])) {
    const at = sort.findIndex(key => key.column === column)
    const direction = sort[at]?.direction ?? null
    const isFiltered = filtered.has(column)
    const words = [direction && word(direction === 'up' ? 'is-up' : 'is-down'), isFiltered && word('is-filtered')]
    marks.set(column, {
      sort: direction,
      place: sort.length > 1 && at >= 0 ? at + 1 : null,
      filtered: isFiltered,
      words: words.filter(Boolean).join(' '),
    })
  }
  return marks
}
