import type { Peer } from '../grid/sheet.ts'

export interface Person {
  readonly accountId: string
  readonly name: string
  readonly departmentName: string | null
  readonly color: string
  readonly editing: boolean
}

/** The people behind the connections: somebody with two tabs is one person. Oneself is left out. */
export function peopleOf(peers: readonly Peer[], ownId: string): readonly Person[] {
  const people = new Map<string, Person>()
  for (const peer of peers) {
    if (peer.accountId === ownId) continue
    const known = people.get(peer.accountId)
    people.set(peer.accountId, {
      accountId: peer.accountId,
      name: peer.name,
      departmentName: peer.departmentName,
      color: peer.color,
      editing: peer.editing || known?.editing === true,
    })
  }
  return [...people.values()]
}

/** The one character of an avatar: the department says more than a name. */
export const initialOf = (person: Pick<Person, 'name' | 'departmentName'>): string =>
  [...(person.departmentName ?? person.name)][0] ?? '?'
