export interface Circles {
  /** each a way round: every one reads the next, the last the first */
  readonly circles: readonly (readonly string[])[]
  /** all columns, each after those that it reads */
  readonly order: readonly string[]
}

/**
 * Tarjan's strongly connected components, with a stack of its own: a chain of columns may be longer than the call stack.
 * Components come out after those that they read, which is the order of calculation.
 */
export function circularColumns(columns: readonly string[], reads: (column: string) => readonly string[]): Circles {
  const number = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const circles: (readonly string[])[] = []
  const order: string[] = []

  const enter = (column: string) => {
    number.set(column, number.size)
    lowest.set(column, number.get(column)!)
    open.push(column)
    isOpen.add(column)
    return { column, next: reads(column), at: 0 }
  }
  const lower = (column: string, to: number) => lowest.set(column, Math.min(lowest.get(column)!, to))

  for (const root of columns) {
    if (number.has(root)) continue
    const visits = [enter(root)]
    while (visits.length > 0) {
      const visit = visits.at(-1)!
      const next = visit.next[visit.at++]
      if (next !== undefined) {
        if (!number.has(next)) visits.push(enter(next))
        else if (isOpen.has(next)) lower(visit.column, number.get(next)!)
        continue
      }
      visits.pop()
      const parent = visits.at(-1)
      if (parent !== undefined) lower(parent.column, lowest.get(visit.column)!)
      if (lowest.get(visit.column) !== number.get(visit.column)) continue
      const component = open.splice(open.indexOf(visit.column))
      for (const column of component) isOpen.delete(column)
      order.push(...component)
      if (component.length > 1 || reads(visit.column).includes(visit.column)) circles.push(component)
    }
  }
  return { circles, order }
}
