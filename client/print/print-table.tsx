import type { TableRow } from '../../shared/protocol/api-tables.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { naturalWidth } from '../grid/geometry.ts'
import { findRuns, type Runs } from '../grid/runs.ts'
import { headRows } from './head-rows.ts'
import styles from './print.module.css'

/** px of a landscape A4 page between its margins, at 96 to the inch */
const PAGE = 1010
/** rows of a category that are kept on one page; what is longer runs on */
const KEPT_TOGETHER = 14
const SMALLEST = 6.5 // pt

interface Props {
  readonly columns: readonly Column[]
  readonly rows: readonly TableRow[]
}

/** The table as it is printed: heads on every page, categories merged. */
export function PrintTable({ columns, rows }: Props) {
  const widths = columns.map(naturalWidth)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const runs = runsOf(columns, rows)
  const outer = [...runs.values()][0]
  const size = Math.max(SMALLEST, Math.min(9.5, (9.5 * PAGE) / total))
  return (
    <table className={styles.table} style={{ fontSize: `${size}pt` }}>
      <colgroup>
        {columns.map((column, at) => (
          <col key={column.id} style={{ width: `${(widths[at]! / total) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        {headRows(columns).map((cells, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a level of the head is its depth
          <tr key={level}>
            {cells.map(({ id, title, unit, colSpan, rowSpan }) => (
              <th key={id} colSpan={colSpan} rowSpan={rowSpan} scope={colSpan > 1 ? 'colgroup' : 'col'}>
                {title}
                {unit && <small>{unit}</small>}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      {groupsOf(rows.length, outer).map(([from, to]) => (
        <tbody key={from} data-together={outer !== undefined && to - from <= KEPT_TOGETHER}>
          {rows.slice(from, to).map((row, offset) => (
            <tr key={row.id}>
              {columns.map(column => {
                const merged = runs.get(column.id)
                const at = from + offset
                if (merged && merged.start[at] !== at) return null
                const cell = row.cells[column.id]
                return (
                  <td
                    key={column.id}
                    rowSpan={merged ? merged.end[at]! - at : undefined}
                    data-kind={cell?.number === undefined ? column.type : 'figure'}
                  >
                    {cell?.text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function runsOf(columns: readonly Column[], rows: readonly TableRow[]): ReadonlyMap<string, Runs> {
  const found = new Map<string, Runs>()
  let outer: Runs | undefined
  for (const { id, type } of columns) {
    if (type !== 'category') continue
    outer = findRuns(rows.length, index => rows[index]!.cells[id]?.text ?? '', outer)
    found.set(id, outer)
  }
  return found
}

/** Rows of one outer category stand in one body, which a page need not part. */
function groupsOf(rowCount: number, outer: Runs | undefined): readonly (readonly [number, number])[] {
  if (outer === undefined) return [[0, rowCount]]
  const groups: [number, number][] = []
  for (let at = 0; at < rowCount; at = outer.end[at]!) groups.push([at, outer.end[at]!])
  return groups
}
