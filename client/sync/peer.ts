import { personColor } from '../../shared/accounts/person-color.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Peer } from '../grid/sheet.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const cellOf = (value: unknown): CellRef | null =>
  isRecord(value) && typeof value.row === 'string' && typeof value.column === 'string'
    ? { row: value.row, column: value.column }
    : null

/**
 * What others say of themselves, read with care: only `user` is the server's word. null: nobody to show, such as a script
 * that tells no name.
 */
export function peerOf(key: number, state: unknown): Peer | null {
  if (!isRecord(state) || !isRecord(state.user)) return null
  const { user } = state
  const accountId = text(user.id) ?? text(user.accountId)
  const name = text(user.name)
  if (accountId === null || name === null) return null
  return {
    key,
    accountId,
    name,
    departmentName: text(user.departmentName),
    color: personColor(accountId),
    cell: cellOf(state.cell),
    editing: state.editing === true,
  }
}
