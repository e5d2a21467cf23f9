import { describe, expect, test } from 'vitest'
import type { Account, Role } from '../../shared/accounts/account.ts'
import { type Addressee, recipientsOf } from '../../shared/notices/recipients.ts'

const AT = 1_000
const person = (id: string, department: string | null, role: Role, acts: Account['acts'] = []): Account => ({
  id,
  account: id,
  name: id,
  department,
  departmentName: department,
  roles: [role],
  acts,
})
const deputy = (department: string, until: number) => ({
  id: 1,
  department,
  departmentName: department,
  role: 'clerk' as const,
  deputy: true,
  until,
})
const PEOPLE = [
  person('office', 'guihua', 'planning'),
  person('office-2', 'guihua', 'planning'),
  person('trade', 'shangwu', 'clerk'),
  person('trade-lead', 'shangwu', 'leader'),
  person('farm', 'nongye', 'clerk', [deputy('shangwu', AT + 1)]),
  person('industry', 'gongxin', 'clerk', [deputy('shangwu', AT)]),
  person('auditor', null, 'auditor'),
]

describe('[NOTE-2] who hears of it', () => {
  test.each<[string, Addressee, readonly string[]]>([
    // a deputy while they are one; `industry` no longer is
    ['a department', { to: 'department', department: 'shangwu' }, ['trade', 'trade-lead', 'farm']],
    ['the planning office', { to: 'planning' }, ['office-2']],
    [
      'whoever answers for the table',
      { to: 'everybody-in', departments: ['gongxin'] },
      ['office-2', 'trade-lead', 'industry'],
    ],
    ['persons; unknown ones are nobody', { to: 'accounts', accounts: ['auditor', 'gone', 'office'] }, ['auditor']],
  ])('%s', (_, addressee, expected) => {
    expect(recipientsOf(addressee, { people: PEOPLE, by: 'office', at: AT, mayRead: () => true })).toEqual(expected)
  })

  test('[NOTE-3] nobody who may not read the table', () => {
    const mayRead = ({ id }: Account) => id !== 'trade'
    const asked = { people: PEOPLE, by: null, at: AT, mayRead }
    expect(recipientsOf({ to: 'department', department: 'shangwu' }, asked)).toEqual(['trade-lead', 'farm'])
  })
})
