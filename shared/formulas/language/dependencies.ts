import { type Bound, boundChildren } from './bound.ts'

/** The columns that a formula reads: in its own row, and as a whole. A column may be in both. */
export interface Dependencies {
  readonly row: ReadonlySet<string>
  readonly whole: ReadonlySet<string>
  /** of `whole`, those that are read in no more than the rows below this one, or than this one and the row that it stands under */
  readonly along: ReadonlyMap<string, 'below' | 'above' | 'both'>
}

type Reads = 'all' | 'below' | 'above'

export function dependenciesOf(bound: Bound): Dependencies {
  const row = new Set<string>()
  const reads = new Map<string, Set<Reads>>()
  const visit = (node: Bound, how: Reads): void => {
    if (node.kind === 'cell') row.add(node.columnId)
    if (node.kind === 'cells') for (const columnId of node.columnIds) row.add(columnId)
    if (node.kind === 'column') {
      const known = reads.get(node.columnId)
      if (known === undefined) reads.set(node.columnId, new Set([how]))
      else known.add(how)
    }
    const inside = node.kind === 'call' ? readsOf(node) : how
    for (const child of boundChildren(node)) visit(child, inside)
  }
  visit(bound, 'all')
  const along = new Map<string, 'below' | 'above' | 'both'>()
  for (const [column, ways] of reads)
    if (!ways.has('all')) along.set(column, ways.size > 1 ? 'both' : ways.has('below') ? 'below' : 'above')
  return { row, whole: new Set(reads.keys()), along }
}

function readsOf({ definition: { run } }: Extract<Bound, { kind: 'call' }>): Reads {
  return run.style === 'ranges' && (run.along === 'below' || run.along === 'above') ? run.along : 'all'
}
