import type { Column } from '../../shared/tables/structure.ts'

export interface HeaderCell {
  readonly text: string
  /** zero-based within the header; both ends inside */
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface Header {
  /** rows high */
  readonly depth: number
  readonly cells: readonly HeaderCell[]
}

interface Titled {
  readonly column: Column
  readonly hidden: boolean
}

/**
 * The header over the given columns, in sheet order: groups across neighbours of the same path, titles down to the bottom.
 * Where all but one column of a group are hidden, the group's name alone stands over that column: `年均增长/累计` needs no
 * `公布值` below it once the recomputed figure is out of sight.
 */
export function headerOf(columns: readonly Titled[]): Header {
  const paths = columns.map(titled => pathOf(titled, columns))
  const depth = Math.max(1, ...paths.map(path => path.length))
  const cells: HeaderCell[] = []
  for (let left = 0; left < paths.length; left++) {
    const path = paths[left]!
    for (let level = 0; level < path.length; level++) {
      const isTitle = level === path.length - 1
      if (isTitle) cells.push({ text: path[level]!, top: level, bottom: depth - 1, left, right: left })
      else if (left === 0 || !sameGroup(paths, columns, left - 1, left, level)) {
        let right = left
        while (right + 1 < paths.length && sameGroup(paths, columns, right, right + 1, level)) right++
        cells.push({ text: path[level]!, top: level, bottom: level, left, right })
      }
    }
  }
  return { depth, cells }
}

function sameGroup(
  paths: readonly (readonly string[])[],
  columns: readonly Titled[],
  a: number,
  b: number,
  level: number,
): boolean {
  const [one, other] = [paths[a]!, paths[b]!]
  const bothGroups = level < one.length - 1 && level < other.length - 1
  // A group never reaches over from the visible columns into the hidden ones: a merge across that edge shows wrongly.
  return (
    bothGroups &&
    columns[a]!.hidden === columns[b]!.hidden &&
    one.slice(0, level + 1).every((text, at) => text === other[at])
  )
}

function pathOf(titled: Titled, all: readonly Titled[]): readonly string[] {
  const groups = groupsOf(titled.column)
  const title = withUnit(titled.column)
  // Hidden columns must not make the header higher than what is seen of it.
  if (groups.length === 0 || titled.hidden) return [title]
  const siblings = all.filter(other => other.column.group === titled.column.group)
  const aloneInSight = siblings.length > 1 && siblings.filter(other => !other.hidden).length === 1
  return aloneInSight ? groups : [...groups, title]
}

const groupsOf = (column: Column) => (column.group ?? '').split('\n').filter(level => level !== '')

function withUnit({ title, unit }: Column): string {
  return unit && !title.includes(unit) ? `${title}（${unit}）` : title
}
