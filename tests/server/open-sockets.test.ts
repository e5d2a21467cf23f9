import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import type { Proof, Sessions } from '../../server/accounts/sessions.ts'
import { createOpenSockets } from '../../server/sync/open-sockets.ts'
import type { Account } from '../../shared/accounts/account.ts'

const account: Account = { id: 'a', account: 'a', name: 'A', department: 'd', departmentName: 'D', roles: ['clerk'] }
const target = { tableId: 't', acks: true }
const proof = (tokenHash: string): Proof => ({ kind: 'session', account: 'a', tokenHash, expiresAt: 0 })

/** the part of a socket that is looked after */
class Line extends EventEmitter {
  bufferedAmount = 0
  readonly done: string[] = []
  ping = () => void this.done.push('ping')
  send = () => void this.done.push('send')
  terminate = () => void this.done.push('terminate')
  close = (code: number, reason: string) => void this.done.push(`close ${code} ${reason}`)
}
const lineOf = (line: Line) => line as unknown as WebSocket

describe('a client that does not read', () => {
  const cases: readonly (readonly [string, readonly (readonly [at: number, waiting: number])[], boolean])[] = [
    [
      'little waits',
      [
        [0, 10],
        [60, 10],
      ],
      false,
    ],
    [
      'much waits for a moment',
      [
        [0, 200],
        [5, 200],
        [6, 0],
        [30, 200],
      ],
      false,
    ],
    [
      'much waits too long',
      [
        [0, 200],
        [5, 150],
        [10, 101],
      ],
      true,
    ],
    ['far too much waits', [[0, 2000]], true],
  ]
  test.each(cases)('%s', (_what, course, cut) => {
    const sockets = createOpenSockets({ backlog: 100, grace: 10, most: 1000 })
    const line = new Line()
    sockets.add(lineOf(line), account, proof('x'), target)
    for (const [at, waiting] of course) {
      line.bufferedAmount = waiting
      sockets.cutSlow(at)
    }
    expect(line.done).toEqual(cut ? ['terminate'] : [])
  })
})

test('a client that answers pings stays, one that does not is cut', () => {
  const sockets = createOpenSockets()
  const [alive, dead] = [new Line(), new Line()]
  for (const line of [alive, dead]) sockets.add(lineOf(line), account, proof('x'), target)
  sockets.beat()
  alive.emit('pong')
  sockets.beat()
  expect(alive.done.filter(what => what === 'ping')).toHaveLength(2)
  expect(alive.done).not.toContain('terminate')
  expect(dead.done.at(-1)).toBe('terminate')
})

test('a client that was sent nothing for a beat gets an empty frame, or a stock one would hang up', () => {
  const sockets = createOpenSockets()
  const [silent, fed] = [new Line(), new Line()]
  const [first, second] = [silent, fed].map(line => sockets.add(lineOf(line), account, proof('x'), target))
  for (const line of [silent, fed]) line.on('ping', () => line.emit('pong'))
  sockets.beat()
  first!.alive = second!.alive = true
  second!.fed = true
  sockets.beat()
  expect(silent.done).toContain('send')
  expect(fed.done).not.toContain('send')
})

describe('looking at the sessions again', () => {
  const asking = (answers: Record<string, Account | null>) => {
    const extended: string[] = []
    const sessions = {
      again: async ({ tokenHash }: Proof) => answers[tokenHash] ?? null,
      extend: async ({ tokenHash }: Proof) => void extended.push(tokenHash),
    } as unknown as Sessions
    return { sessions, extended }
  }

  test('ended sessions and changed accounts are shown out, sessions in use live on', async () => {
    const sockets = createOpenSockets()
    const lines = new Map(['used', 'idle', 'ended', 'moved'].map(name => [name, new Line()]))
    const added = new Map(
      [...lines].map(([name, line]) => [name, sockets.add(lineOf(line), account, proof(name), target)]),
    )
    added.get('idle')!.used = false
    const { sessions, extended } = asking({ used: account, idle: account, moved: { ...account, department: 'other' } })
    await sockets.recheck(sessions)
    expect(Object.fromEntries([...lines].map(([name, line]) => [name, line.done]))).toEqual({
      used: [],
      idle: [],
      ended: ['close 4401 session ended'],
      moved: ['close 4503 account changed'],
    })
    expect(extended).toEqual(['used'])
    await sockets.recheck(sessions)
    expect(extended).toEqual(['used'])
  })

  test('a removed socket is looked after no more', () => {
    const sockets = createOpenSockets()
    const line = new Line()
    const socket = sockets.add(lineOf(line), account, proof('x'), target)
    sockets.remove(socket)
    sockets.beat()
    sockets.end(() => true)
    expect([sockets.size, line.done]).toEqual([0, []])
  })
})
