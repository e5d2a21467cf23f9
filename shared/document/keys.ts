/** The flat root maps of an overlay. `cells` and `rows` are written by clients within their rights, `structure` by the server alone. */
export const MAPS = ['cells', 'rows', 'structure'] as const
export type MapName = (typeof MAPS)[number]

/** Ids of rows, columns and facts: no colon, no slash, nothing that changes its order with a locale. */
export const ID = /^[A-Za-z0-9_.-]{1,64}$/

/** `rowId:columnId`, `rowId:fact` or `columnId:fact`; null where it is no such key. */
export function splitKey(key: string): { readonly id: string; readonly name: string } | null {
  const cut = key.indexOf(':')
  if (cut < 0) return null
  const id = key.slice(0, cut)
  const name = key.slice(cut + 1)
  return ID.test(id) && ID.test(name) ? { id, name } : null
}

/** For keys that have passed `splitKey` before: no checks. */
export const idOf = (key: string): string => key.slice(0, key.indexOf(':'))
export const nameOf = (key: string): string => key.slice(key.indexOf(':') + 1)
