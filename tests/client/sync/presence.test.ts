import { describe, expect, test } from 'vitest'
import { peerOf } from '../../../client/sync/peer.ts'
import { Presence } from '../../../client/sync/presence.ts'
import { createPresenceRoom } from '../../../server/sync/presence.ts'
import type { Account } from '../../../shared/accounts/account.ts'
import { decodeFrame } from '../../../shared/protocol/frames.ts'

const person = (id: string, name: string): Account => ({
  id,
  account: id,
  name,
  department: id,
  departmentName: `${name}的局`,
  roles: ['clerk'],
})

/** The server's own room of presence, without sockets between. */
function room() {
  const waiting: (() => void)[] = []
  const server = createPresenceRoom(run => waiting.push(run))
  const enter = (account: Account) => {
    const presence = new Presence(frame => server.receive(peer, frame))
    const peer = {
      account,
      send(frame: Uint8Array) {
        const decoded = decodeFrame(frame)
        if (decoded.type === 'awareness' || decoded.type === 'query-awareness') presence.receive(decoded)
      },
    }
    const arrive = () => {
      presence.opened()
      server.join(peer)
    }
    arrive()
    return { presence, leave: () => server.leave(peer), arrive }
  }
  const pass = () => {
    for (const run of waiting.splice(0)) run()
  }
  return { enter, pass }
}

describe('presence', () => {
  test('each sees the other, by the server’s name for them, and where they are', () => {
    const { enter, pass } = room()
    const huang = enter(person('shangwu', '黄丽'))
    const xie = enter(person('nongye', '谢军'))
    pass()
    huang.presence.setOwn({ row: 'r1', column: 'c1' }, true)
    pass()
    expect(xie.presence.peers).toMatchObject([
      {
        accountId: 'shangwu',
        name: '黄丽',
        departmentName: '黄丽的局',
        cell: { row: 'r1', column: 'c1' },
        editing: true,
      },
    ])
    expect(huang.presence.peers).toMatchObject([{ accountId: 'nongye', cell: null, editing: false }])
    for (const { presence } of [huang, xie]) presence.leave()
  })

  test('who leaves is gone for the others, and who loses the connection sees nobody', () => {
    const { enter, pass } = room()
    const huang = enter(person('shangwu', '黄丽'))
    const xie = enter(person('nongye', '谢军'))
    pass()
    huang.presence.leave()
    huang.leave()
    pass()
    expect(xie.presence.peers).toEqual([])
    xie.presence.closed()
    expect(xie.presence.peers).toEqual([])
  })

  test('after a lost connection one is back at once, at the same cell, and once', () => {
    const { enter, pass } = room()
    const huang = enter(person('shangwu', '黄丽'))
    const xie = enter(person('nongye', '谢军'))
    huang.presence.setOwn({ row: 'r1', column: 'c1' }, false)
    pass()
    huang.presence.closed()
    huang.leave()
    pass()
    huang.arrive()
    pass()
    expect(xie.presence.peers).toMatchObject([{ accountId: 'shangwu', cell: { row: 'r1', column: 'c1' } }])
    for (const { presence } of [huang, xie]) presence.leave()
  })

  test('nobody is told twice of the same cell', () => {
    let frames = 0
    const presence = new Presence(() => frames++)
    presence.opened()
    presence.setOwn({ row: 'r1', column: 'c1' }, false)
    const before = frames
    presence.setOwn({ row: 'r1', column: 'c1' }, false)
    expect(frames).toBe(before)
    presence.leave()
  })
})

const user = { id: 'a1', name: '黄丽', departmentName: '商务局' }
test.each([
  ['nothing', null, null],
  ['no user', { cell: { row: 'r1', column: 'c1' } }, null],
  ['a user without a name', { user: { id: 'a1' } }, null],
  ['a broken cell', { user, cell: { row: 1 } }, { name: '黄丽', cell: null, editing: false }],
  [
    'everything',
    { user, cell: { row: 'r1', column: 'c1' }, editing: true },
    { cell: { row: 'r1', column: 'c1' }, editing: true },
  ],
])('a state of %s is read with care', (_, state, expected) => {
  const peer = peerOf(7, state)
  if (expected === null) expect(peer).toBe(null)
  else expect(peer).toMatchObject(expected)
})
