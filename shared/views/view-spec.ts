import { z } from 'zod'

const column = z.string().min(1).max(200)

/** Texts that the grid shows; `''` is the blank. */
const valuesFilter = z.object({
  kind: z.literal('values'),
  column,
  values: z.array(z.string().max(32_767)).max(10_000),
})
const FIGURE_TESTS = ['=', '<>', '>', '>=', '<', '<=', 'between'] as const
const figureFilter = z.object({
  kind: z.literal('figure'),
  column,
  test: z.enum(FIGURE_TESTS),
  figure: z.number(),
  /** of `between`: the other end, itself included */
  to: z.number().optional(),
})
const TEXT_TESTS = ['contains', 'contains-not', 'begins', 'ends', 'equals'] as const
const textFilter = z.object({
  kind: z.literal('text'),
  column,
  test: z.enum(TEXT_TESTS),
  text: z.string().min(1).max(1_000),
})
const blankFilter = z.object({ kind: z.literal('blank'), column, blank: z.boolean() })
/** Of the row, not of a column: own department, changed since the edition, with an error in it, with a comment. */
const ROW_TESTS = ['own', 'changed', 'error', 'commented'] as const
const rowFilter = z.object({ kind: z.literal('row'), test: z.enum(ROW_TESTS) })

export const viewFilter = z.discriminatedUnion('kind', [valuesFilter, figureFilter, textFilter, blankFilter, rowFilter])
export type ViewFilter = z.infer<typeof viewFilter>

export const sortKey = z.object({ column, direction: z.enum(['up', 'down']) })
export type SortKey = z.infer<typeof sortKey>

export const TOTALS = ['sum', 'average', 'count', 'none'] as const
export type Total = (typeof TOTALS)[number]

/** How somebody looks at a table. Everything left out is as the table has it. */
export const viewSpec = z.object({
  sort: z.array(sortKey).max(8).default([]),
  filters: z.array(viewFilter).max(50).default([]),
  group: column.nullable().default(null),
  /** texts of groups that are folded away */
  collapsed: z.array(z.string().max(32_767)).max(1_000).default([]),
  hidden: z.array(column).max(500).default([]),
  /** columns in another order; those not named keep theirs, after these */
  order: z.array(column).max(500).default([]),
  /** px at zoom 1 */
  widths: z.record(column, z.number().min(24).max(800)).default({}),
  /** what stands in a group's band; a column not named: the sum where it holds figures that are entered, of one unit */
  totals: z.record(column, z.enum(TOTALS)).default({}),
  /** how many columns stay while one scrolls sideways; null: as the table has it */
  frozen: z.number().int().min(0).max(50).nullable().default(null),
})
export type ViewSpec = z.infer<typeof viewSpec>

export const PLAIN_VIEW: ViewSpec = viewSpec.parse({})

/** Which columns a view names that the table does not have (VIEW-1). */
export function goneFrom(spec: ViewSpec, columns: Iterable<string>): readonly string[] {
  const known = new Set(columns)
  const named = [
    ...spec.sort.map(key => key.column),
    ...spec.filters.flatMap(filter => ('column' in filter ? [filter.column] : [])),
    ...(spec.group === null ? [] : [spec.group]),
    ...spec.hidden,
    ...spec.order,
    ...Object.keys(spec.widths),
    ...Object.keys(spec.totals),
  ]
  return [...new Set(named)].filter(id => !known.has(id))
}

/** The view without what it cannot do here. */
export function fitted(spec: ViewSpec, columns: Iterable<string>): ViewSpec {
  const known = new Set(columns)
  const has = (id: string) => known.has(id)
  const those = <T>(facts: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(facts).filter(([id]) => has(id)))
  return {
    ...spec,
    sort: spec.sort.filter(key => has(key.column)),
    filters: spec.filters.filter(filter => !('column' in filter) || has(filter.column)),
    group: spec.group !== null && has(spec.group) ? spec.group : null,
    hidden: spec.hidden.filter(has),
    order: spec.order.filter(has),
    widths: those(spec.widths),
    totals: those(spec.totals),
  }
}
