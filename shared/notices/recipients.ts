import type { Account } from '../accounts/account.ts'
import { fillsAs, hasRole } from '../permissions/standing.ts'

/** Whom something concerns (NOTE-2). */
export type Addressee =
  | { readonly to: 'department'; readonly department: string }
  | { readonly to: 'planning' }
  /** whoever answers for what is in the table: its departments, the planning office, the leaders */
  | { readonly to: 'everybody-in'; readonly departments: readonly string[] }
  | { readonly to: 'accounts'; readonly accounts: readonly string[] }

interface Asked {
  /** everybody who has an account, with their further offices */
  readonly people: readonly Account[]
  /** who did it needs no telling; null: the clock */
  readonly by: string | null
  readonly at: number
  readonly mayRead: (person: Account) => boolean
}

/** Account ids, each once: of those whom it concerns whoever may read the table and did not do it. */
export const recipientsOf = (addressee: Addressee, { people, by, at, mayRead }: Asked): readonly string[] =>
  people.filter(person => person.id !== by && concerns(addressee, person, at) && mayRead(person)).map(({ id }) => id)

function concerns(addressee: Addressee, person: Account, at: number): boolean {
  switch (addressee.to) {
    case 'department':
      return belongsTo(person, addressee.department, at)
    case 'planning':
      return hasRole(person, 'planning', at)
    case 'everybody-in':
      return (
        hasRole(person, 'planning', at) ||
        hasRole(person, 'leader', at) ||
        addressee.departments.some(department => belongsTo(person, department, at))
      )
    case 'accounts':
      return addressee.accounts.includes(person.id)
  }
}

/** whoever stands in for a clerk of the department fills its rows, and is to hear what becomes of them */
const belongsTo = (person: Account, department: string, at: number): boolean =>
  person.department === department || fillsAs(person, department, at) !== null
