import { describe, expect, test } from 'vitest'
import {
  type AwarenessEntry,
  awarenessFrame,
  MalformedFrame,
  readAwarenessFrame,
} from '../../server/sync/awareness-frame.ts'
import { createPresenceRoom, type PresencePeer } from '../../server/sync/presence.ts'
import type { Account } from '../../shared/accounts/account.ts'
import { personColor } from '../../shared/accounts/person-color.ts'

const account = (id: string): Account => ({
  id,
  account: id,
  name: `name of ${id}`,
  department: 'd',
  departmentName: 'D',
  roles: ['clerk'],
})

/** A room whose frames go out when the test says so, and what every peer has been told. */
function room() {
  const waiting: (() => void)[] = []
  const presence = createPresenceRoom(run => waiting.push(run))
  const settle = () => {
    for (const run of waiting.splice(0)) run()
  }
  const person = (id: string) => {
    const heard: AwarenessEntry[] = []
    const peer: PresencePeer = { account: account(id), send: frame => heard.push(...readAwarenessFrame(frame)) }
    presence.join(peer)
    return {
      peer,
      says(...entries: AwarenessEntry[]) {
        presence.receive(peer, awarenessFrame(entries))
        settle()
      },
      asks: () => presence.receive(peer, Uint8Array.of(3)),
      leaves() {
        presence.leave(peer)
        settle()
      },
      /** what arrived since the last time */
      hears: () => heard.splice(0),
    }
  }
  return { person, presence }
}

const says = (client: number, clock: number, state: AwarenessEntry['state']): AwarenessEntry => ({
  client,
  clock,
  state,
})
const shown = (id: string) => ({ id, name: `name of ${id}`, departmentName: 'D', color: personColor(id) })

test('everybody hears, the author too, and the name is the session’s whatever the state says', () => {
  const { person } = room()
  const [ann, bob] = [person('ann'), person('bob')]
  ann.says(says(1, 1, { cell: 'r1:c1', user: { name: 'Bob', id: 'bob' } }))
  const heard = [says(1, 1, { cell: 'r1:c1', user: shown('ann') })]
  expect(bob.hears()).toEqual(heard)
  expect(ann.hears()).toEqual(heard)
})

test('a newcomer is told who is here, and whoever asks is told again', () => {
  const { person } = room()
  person('ann').says(says(1, 1, {}))
  const bob = person('bob')
  const heard = [says(1, 1, { user: shown('ann') })]
  expect(bob.hears()).toEqual(heard)
  bob.asks()
  expect(bob.hears()).toEqual(heard)
})

test('what changes within a moment goes out as one frame with the last state', () => {
  const waiting: (() => void)[] = []
  const presence = createPresenceRoom(run => waiting.push(run))
  const frames: Uint8Array[] = []
  const peer = { account: account('ann'), send: (frame: Uint8Array) => frames.push(frame) }
  presence.join(peer)
  for (let clock = 1; clock <= 5; clock++) presence.receive(peer, awarenessFrame([says(1, clock, { clock })]))
  expect(waiting).toHaveLength(1)
  waiting[0]!()
  expect(frames.map(readAwarenessFrame)).toEqual([[says(1, 5, { clock: 5, user: shown('ann') })]])
})

describe('nobody speaks for another', () => {
  test.each<[string, (client: number) => AwarenessEntry]>([
    ['a newer state', client => says(client, 99, { cell: 'forged' })],
    ['a farewell', client => says(client, 99, null)],
    ['an echo, as stock clients send them', client => says(client, 1, { cell: 'r1' })],
  ])('%s', (_what, entry) => {
    const { person } = room()
    const [ann, bob] = [person('ann'), person('bob')]
    ann.says(says(1, 1, { cell: 'r1' }))
    bob.says(says(2, 1, {}))
    ann.hears()
    bob.says(entry(1))
    expect(ann.hears()).toEqual([])
    const eve = person('eve')
    eve.says(entry(1))
    expect(ann.hears()).toEqual([])
  })

  test('a late echo does not bring back one who left', () => {
    const { person } = room()
    const [ann, bob] = [person('ann'), person('bob')]
    ann.says(says(1, 1, {}))
    ann.leaves()
    bob.hears()
    bob.says(says(1, 1, {}))
    bob.says(says(1, 7, {}))
    expect(bob.hears()).toEqual([])
  })

  test('one connection is one person in one place', () => {
    const { person } = room()
    const [ann, bob] = [person('ann'), person('bob')]
    ann.says(says(1, 1, {}), says(11, 1, {}), says(12, 1, {}))
    expect(bob.hears()).toEqual([says(1, 1, { user: shown('ann') })])
  })
})

test('a person who comes back with the same id is taken in, also before the old connection is known to be dead', () => {
  const { person } = room()
  const [ann, bob] = [person('ann'), person('bob')]
  ann.says(says(1, 5, { at: 'old' }))
  bob.hears()
  const again = person('ann')
  again.says(says(1, 5, { at: 'new' }))
  expect(bob.hears()).toEqual([says(1, 5, { at: 'new', user: shown('ann') })])
  ann.leaves()
  expect(bob.hears()).toEqual([])
  again.leaves()
  expect(bob.hears()).toEqual([says(1, 5, null)])
})

test('leaving is told, and old news is not', () => {
  const { person, presence } = room()
  const [ann, bob] = [person('ann'), person('bob')]
  ann.says(says(1, 3, { a: 1 }))
  ann.says(says(1, 2, { a: 2 }), says(1, 3, { a: 3 }))
  expect(bob.hears()).toEqual([says(1, 3, { a: 1, user: shown('ann') })])
  ann.leaves()
  expect(bob.hears()).toEqual([says(1, 3, null)])
  expect(presence.size).toBe(1)
})

test.each([
  ['nothing', []],
  ['a length beyond the end', [1, 200, 1, 1]],
  ['a count beyond the end', [1, 1, 9]],
  ['no JSON', [1, 4, 1, 1, 1, 1, 0x7b]],
  ['a number without end', [255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
])('%s is malformed', (_what, bytes) => {
  const { presence } = room()
  const peer = { account: account('ann'), send: () => {} }
  presence.join(peer)
  expect(() => presence.receive(peer, Uint8Array.from(bytes))).toThrow(MalformedFrame)
})

test('a state too large, or none, is not shown', () => {
  const { person } = room()
  const ann = person('ann')
  ann.says(says(1, 1, { much: 'x'.repeat(5_000) }))
  ann.says(says(1, 1, [] as never), says(2 ** 40, 1, {}))
  expect(ann.hears()).toEqual([])
})
