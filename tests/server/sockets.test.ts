import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let clerk: TestCaller
let detail: TableDetail
let own: { readonly row: string; readonly column: string }
const opened: (() => void)[] = []

beforeAll(async () => {
  server = await startTestServer()
  clerk = await server.as('gongxin')
  detail = await clerk.json<TableDetail>('/api/tables/plan-145')
  const rows = await clerk.json<TableRow[]>('/api/tables/plan-145/rows')
  own = {
    row: rows.find(({ owner }) => owner === 'gongxin')!.id,
    column: detail.columns.find(({ type, fills }) => fills === 'owner' && type === 'value')!.id,
  }
})
afterEach(() => {
  for (const close of opened.splice(0)) close()
})
afterAll(() => server.end())

const room = () => encodeURIComponent(detail.room)

function socket(path: string, headers: Record<string, string> = {}): WebSocket {
  const ws = new WebSocket(`${server.syncUrl}/${path}`, { headers })
  // ending one that was refused is an error to the library
  ws.on('error', () => {})
  opened.push(() => ws.terminate())
  return ws
}
const closing = async (ws: WebSocket) => {
  const [code, reason] = await once(ws, 'close')
  return [code, String(reason)]
}
const refusal = async (ws: WebSocket) => {
  const [, response] = await once(ws, 'unexpected-response')
  return response.statusCode
}
/** the first message: the server's, so the socket is admitted */
const admitted = (ws: WebSocket) => once(ws, 'message')

async function token(caller: TestCaller): Promise<{ readonly id: string; readonly token: string }> {
  return await (await caller.send('POST', '/api/tokens', { name: 'a script' })).json()
}

/** a client exactly as the y-websocket package comes, synced */
async function stock(params: Record<string, string>) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(server.syncUrl, detail.room, doc, {
    params,
    disableBc: true,
    WebSocketPolyfill: WebSocket as never,
  })
  opened.push(() => provider.destroy())
  await new Promise<void>(resolve => provider.on('sync', synced => synced && resolve()))
  return { doc, provider, cells: doc.getMap<unknown>('cells') }
}
const becomes = (map: Y.Map<unknown>, key: string, value: unknown) =>
  new Promise<void>(resolve => {
    const look = () => map.get(key) === value && resolve()
    map.observe(look)
    look()
  })

describe('a stock y-websocket client', () => {
  test('writes a cell that HTTP reads, and sees what another writes', async () => {
    const [ann, bob] = await Promise.all([
      stock({ token: (await token(clerk)).token }),
      stock({ token: (await token(await server.as('guihua'))).token }),
    ])
    const key = `${own.row}:${own.column}`
    ann.cells.set(key, 4321)
    await becomes(bob.cells, key, 4321)
    const rows = await clerk.json<TableRow[]>('/api/tables/plan-145/rows')
    expect(rows.find(({ id }) => id === own.row)?.cells[own.column]).toMatchObject({ value: 4321 })
    const seen = becomes(ann.cells, key, 55)
    await clerk.send('PATCH', '/api/tables/plan-145/cells', [{ ...own, value: 55 }])
    await seen
  })

  test('is seen by others under the name of its session', async () => {
    const [ann, bob] = await Promise.all([
      stock({ token: (await token(clerk)).token }),
      stock({ token: (await token(await server.as('guihua'))).token }),
    ])
    ann.provider.awareness.setLocalState({ cell: 'r1:c1', user: { name: '县长', color: '#f00' } })
    const states = bob.provider.awareness.getStates()
    await new Promise<void>(resolve => {
      const look = () => states.get(ann.doc.clientID)?.user?.name !== undefined && resolve()
      bob.provider.awareness.on('change', look)
      look()
    })
    expect(states.get(ann.doc.clientID)).toMatchObject({ user: { name: '刘洋', departmentName: '工信局' } })
    const gone = new Promise<void>(resolve =>
      bob.provider.awareness.on(
        'change',
        ({ removed }: { removed: number[] }) => removed.includes(ann.doc.clientID) && resolve(),
      ),
    )
    ann.provider.destroy()
    await gone
  })
})

describe('who is let in', () => {
  test('a cookie from the own page, a cookie or a Bearer from a script', async () => {
    const bearer = { authorization: `Bearer ${(await token(clerk)).token}` }
    for (const headers of [{ cookie: clerk.cookie, origin: server.url }, { cookie: clerk.cookie }, bearer]) {
      await admitted(socket(room(), headers))
    }
  })

  test.each([
    ['nobody', {}],
    ['a made-up cookie', { cookie: 'tongchou_session=made-up' }],
    ['a made-up token', { authorization: 'Bearer made-up' }],
  ])('%s: 4401', async (_what, headers) => {
    expect(await closing(socket(room(), headers))).toEqual([4401, 'sign in first'])
  })

  test('a foreign page is refused before there is a socket, whatever cookie it brings', async () => {
    expect(await refusal(socket(room(), { cookie: clerk.cookie, origin: 'https://evil.example' }))).toBe(403)
  })

  test.each(['', 'a/b', '%', '../api/tables'])('no address of a room: %s', async path => {
    expect(await refusal(socket(path, { cookie: clerk.cookie }))).toBe(404)
  })

  test.each([
    'no-such-table@1-0123456789abcdef',
    'nonsense',
    () => detail.room.replace(/-[0-9a-f]+$/, '-0123456789abcdef'),
  ])('an unknown room: 4503, which lets a client try again (%s)', async name => {
    const ws = socket(encodeURIComponent(typeof name === 'string' ? name : name()), { cookie: clerk.cookie })
    expect((await closing(ws))[0]).toBe(4503)
  })
})

describe('who is shown out', () => {
  test('signing out closes the sockets of that session, and of no other', async () => {
    const leaving = await server.as('shangwu')
    const [theirs, others] = [socket(room(), { cookie: leaving.cookie }), socket(room(), { cookie: clerk.cookie })]
    await Promise.all([admitted(theirs), admitted(others)])
    const closed = closing(theirs)
    await leaving.send('DELETE', '/api/session')
    expect(await closed).toEqual([4401, 'session ended'])
    expect(others.readyState).toBe(WebSocket.OPEN)
  })

  test('withdrawing a token closes its sockets', async () => {
    const made = await token(clerk)
    const ws = socket(`${room()}?token=${made.token}`)
    await admitted(ws)
    const closed = closing(ws)
    await clerk.send('DELETE', `/api/tokens/${made.id}`)
    expect(await closed).toEqual([4401, 'session ended'])
  })
})

describe('what is sent', () => {
  const text = 'a text'
  const frames: readonly (readonly [string, string | Uint8Array, number])[] = [
    ['a text', text, 4403],
    ['nothing', new Uint8Array(0), 4403],
    ['a number without end', new Uint8Array(20).fill(255), 4403],
    ['an unknown type', Uint8Array.of(77, 1, 2), 4403],
    ['presence that is cut short', Uint8Array.of(1, 200, 1), 4403],
    ['a sync message that is cut short', Uint8Array.of(0, 2, 200, 1), 4403],
    ['an update that is none', Uint8Array.of(0, 2, 3, 255, 255, 255), 4403],
    ['more than fits', new Uint8Array(8 * 1024 * 1024 + 1), 1009],
  ]
  test.each(frames)('%s closes the socket and harms nobody', async (_what, frame, code) => {
    const other = await stock({ token: (await token(clerk)).token })
    const ws = socket(room(), { cookie: clerk.cookie })
    await admitted(ws)
    const closed = closing(ws)
    ws.send(frame)
    expect((await closed)[0]).toBe(code)
    const key = `${own.row}:${own.column}`
    const value = `after ${_what}`
    const seen = becomes(other.cells, key, value)
    await clerk.send('PATCH', '/api/tables/plan-145/cells', [{ ...own, value }])
    await seen
    expect(await server.nobody.json('/healthz')).toEqual({ status: 'ok' })
  })

  test('frames sent before the server has looked the person up are not lost', async () => {
    const ws = socket(room(), { cookie: clerk.cookie })
    await once(ws, 'open')
    // asks who is here; the answer is an awareness frame
    ws.send(Uint8Array.of(3))
    const answered = new Promise<void>(resolve =>
      ws.on('message', (data: Buffer) => {
        if (data[0] === 1) resolve()
      }),
    )
    await answered
  })
})

test('a server that stops says so, and what was written is there when it starts again', async () => {
  const first = await startTestServer({ env: { SEED: 'demo' } })
  const caller = await first.as('gongxin')
  const current = await caller.json<TableDetail>('/api/tables/plan-145')
  const ws = new WebSocket(`${first.syncUrl}/${encodeURIComponent(current.room)}`, {
    headers: { cookie: caller.cookie },
  })
  await once(ws, 'message')
  await caller.send('PATCH', '/api/tables/plan-145/cells', [{ ...own, value: 2026 }])
  const closed = closing(ws)
  await first.stop()
  expect((await closed)[0]).toBe(1001)
  const second = await startTestServer({ dataDir: first.dataDir })
  try {
    expect(second.demo).toBeNull()
    const again = await second.as('gongxin')
    const rows = await again.json<TableRow[]>('/api/tables/plan-145/rows')
    expect(rows.find(({ id }) => id === own.row)?.cells[own.column]).toMatchObject({ value: 2026 })
  } finally {
    await second.stop()
    await first.end()
  }
})
