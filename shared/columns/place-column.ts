import { orderKeyBetween, orderKeysBetween } from '../document/order-key.ts'
import type { Column } from '../tables/structure.ts'

/**
 * Order keys that put a column right after another (null: first), by column id. Mostly one key; where the neighbours leave
 * no room between them, all columns get new ones.
 * @param columns in display order
 */
export function placeColumn(columns: readonly Column[], id: string, after: string | null): ReadonlyMap<string, string> {
  const others = columns.filter(column => column.id !== id)
  const at = after === null ? 0 : others.findIndex(column => column.id === after) + 1
  const left = others[at - 1]?.order ?? null
  const right = others[at]?.order ?? null
  try {
    return new Map([[id, orderKeyBetween(left, right)]])
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const ids = others.map(column => column.id)
    const wanted = [...ids.slice(0, at), id, ...ids.slice(at)]
    const keys = orderKeysBetween(null, null, wanted.length)
    return new Map(wanted.map((column, index) => [column, keys[index]!]))
  }
}
