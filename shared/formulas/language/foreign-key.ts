/** A column of another table, where a column id stands for one of this table: neither ids nor slugs have a `!`. */
export const foreignKey = (table: string, column: string): string => `${table}!${column}`

export const isForeign = (key: string): boolean => key.includes('!')

/** The parts of a key. Bound without the other tables at hand, they are the names as written. */
export function foreignParts(key: string): { readonly table: string; readonly column: string } {
  const at = key.indexOf('!')
  return { table: key.slice(0, at), column: key.slice(at + 1) }
}
