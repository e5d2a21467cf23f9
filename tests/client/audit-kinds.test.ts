import { expect, it } from 'vitest'
import { KIND_GROUPS } from '../../client/audit/kinds.ts'
import { AUDIT_KINDS } from '../../server/storage/audit-entry.ts'

it('every kind of line that the server writes can be asked for, in one group', () => {
  expect(Object.values(KIND_GROUPS).flat().toSorted()).toEqual([...AUDIT_KINDS].toSorted())
})
