import { afterAll, beforeAll, expect, test } from 'vitest'
import { remoteAddress } from '../../server/remote-address.ts'
import { AUDIT_KINDS, type AuditKind } from '../../server/storage/audit-entry.ts'
import type { Account } from '../../shared/accounts/account.ts'
import { EVERYONE } from '../../shared/permissions/rules.ts'
import type { ThreadAnswer } from '../../shared/protocol/api-comments.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { openAckClient } from '../support/ack-client.ts'
import { DEMO_PASSWORD, startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

interface Line {
  readonly id: number
  readonly kind: AuditKind
  readonly table: string | null
  readonly account: string | null
  readonly address: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

let server: TestServer
let room: string
const people = {} as Record<'admin' | 'guihua' | 'gongxin' | 'shenji', TestCaller>
const ids: Record<string, string> = {}
/** what one row made and the next needs */
const made: Record<string, string> = {}

const lines = async (query = ''): Promise<readonly Line[]> =>
  await people.shenji.json<Line[]>(`/api/audit?limit=5000${query}`)

beforeAll(async () => {
  server = await startTestServer()
  for (const name of ['admin', 'guihua', 'gongxin', 'shenji'] as const) {
    people[name] = await server.as(name)
    ids[name] = (await people[name].json<Account>('/api/session')).id
  }
  // a second place, which ends below
  await server.as('gongxin')
  ids.shangwu = (await (await server.as('shangwu')).json<Account>('/api/session')).id
}, 120_000)
afterAll(() => server.end())

/** Sends from an address of its own, as a proxy on this machine says it. */
const from = (address: string) => ({ 'x-forwarded-for': address })

interface Act {
  readonly name: string
  readonly status?: number
  readonly send: (headers: Record<string, string>) => Promise<Response | undefined>
  /** oldest first; an account by its sign-in name, null: nobody had signed in */
  readonly lines: readonly {
    readonly kind: AuditKind
    readonly account: string | null
    readonly table?: string
    readonly facts: () => object
  }[]
}

const signIn = (account: string, password: string, headers: Record<string, string>) =>
  server.nobody.send('POST', '/api/session', { account, password }, headers)
const TABLE = 't-audited'
const cells = '/api/tables/audited/cells'

/** a line names the place and the comment; what was said stands in the comment alone */
const commented = () => ({ thread: made.thread, comment: made.comment, row: 'own', column: 'v' })

/** In this order: each row stands on what those before it did. */
const ACTS: readonly Act[] = [
  {
    name: 'signing in',
    status: 200,
    async send(headers) {
      const answer = await signIn('gongxin', DEMO_PASSWORD, headers)
      made.session = (answer.headers.get('set-cookie') ?? '').split(';')[0]!
      return answer
    },
    lines: [{ kind: 'signed-in', account: 'gongxin', facts: () => ({}) }],
  },
  {
    name: 'signing out',
    status: 204,
    send: headers => server.nobody.send('DELETE', '/api/session', undefined, { ...headers, cookie: made.session! }),
    lines: [{ kind: 'signed-out', account: 'gongxin', facts: () => ({}) }],
  },
  {
    name: 'a wrong password',
    status: 401,
    send: headers => signIn('gongxin', 'guessed', headers),
    lines: [
      {
        kind: 'sign-in-failed',
        account: null,
        facts: () => ({ why: 'wrong-password', subject: ids.gongxin, name: 'gongxin' }),
      },
    ],
  },
  {
    name: 'a name that nobody has: it may be a password, and is not kept',
    status: 401,
    send: headers => signIn('hunter2', 'gongxin', headers),
    lines: [{ kind: 'sign-in-failed', account: null, facts: () => ({ why: 'wrong-password', subject: null }) }],
  },
  {
    name: 'a row of guesses: ten lines, one that says it is shut, none for what is turned away unread',
    status: 429,
    async send(headers) {
      for (let i = 0; i < 14; i++) await signIn('shangwu', `guess ${i}`, headers)
      return await signIn('shangwu', DEMO_PASSWORD, headers)
    },
    lines: [...Array(10).fill('wrong-password'), 'too-many-attempts'].map(why => ({
      kind: 'sign-in-failed' as const,
      account: null,
      facts: () => ({ why, name: 'shangwu' }),
    })),
  },
  {
    name: 'the administrator lets them in again',
    status: 204,
    send: headers => people.admin.send('DELETE', `/api/accounts/${ids.shangwu}/lockout`, undefined, headers),
    lines: [{ kind: 'lockout-lifted', account: 'admin', facts: () => ({ subject: ids.shangwu }) }],
  },
  {
    name: 'nobody is shut out: not found, and nothing happened',
    status: 404,
    send: headers => people.admin.send('DELETE', `/api/accounts/${ids.shangwu}/lockout`, undefined, headers),
    lines: [],
  },
  {
    name: 'all other sessions end',
    status: 204,
    send: headers => people.gongxin.send('DELETE', '/api/sessions', undefined, headers),
    lines: [{ kind: 'session-ended', account: 'gongxin', facts: () => ({ subject: ids.gongxin, sessions: 1 }) }],
  },
  {
    name: 'a department is added',
    status: 200,
    send: headers => people.admin.send('POST', '/api/departments', { id: 'shenpi', name: '审批局' }, headers),
    lines: [
      {
        kind: 'department-changed',
        account: 'admin',
        facts: () => ({ departments: [expect.objectContaining({ id: 'shenpi', name: '审批局' })] }),
      },
    ],
  },
  {
    name: 'an account is added',
    status: 201,
    async send(headers) {
      const body = { account: 'xinren', name: '新人', department: 'shenpi', roles: ['clerk'], password: 'first words' }
      const answer = await people.admin.send('POST', '/api/accounts', body, headers)
      made.account = ((await answer.clone().json()) as Account).id
      return answer
    },
    lines: [
      {
        kind: 'account-created',
        account: 'admin',
        facts: () => ({ subject: made.account, account: 'xinren', department: 'shenpi', roles: ['clerk'] }),
      },
    ],
  },
  {
    name: 'the same again: refused, and nothing happened',
    status: 409,
    send: headers =>
      people.admin.send(
        'POST',
        '/api/accounts',
        { account: 'xinren', name: '新人', department: null, roles: ['clerk'] },
        headers,
      ),
    lines: [],
  },
  {
    name: 'its password is set by the administrator',
    status: 200,
    send: headers => people.admin.send('POST', `/api/accounts/${made.account}/password`, {}, headers),
    lines: [{ kind: 'password-set', account: 'admin', facts: () => ({ subject: made.account }) }],
  },
  {
    name: 'one’s own password: the old one is wrong',
    status: 422,
    send: headers =>
      people.gongxin.send('POST', '/api/session/password', { old: 'wrong', new: 'correct horse 2' }, headers),
    lines: [
      { kind: 'sign-in-failed', account: 'gongxin', facts: () => ({ why: 'old-password-wrong', name: 'gongxin' }) },
    ],
  },
  {
    name: 'one’s own password',
    status: 204,
    send: headers =>
      people.gongxin.send('POST', '/api/session/password', { old: DEMO_PASSWORD, new: 'correct horse 2' }, headers),
    lines: [{ kind: 'password-set', account: 'gongxin', facts: () => ({ subject: ids.gongxin }) }],
  },
  {
    name: 'a further office is given',
    status: 200,
    async send(headers) {
      const office = { department: 'shangwu', role: 'clerk', deputy: false, until: null }
      const answer = await people.admin.send('POST', `/api/accounts/${made.account}/offices`, office, headers)
      made.office = String(((await answer.clone().json()) as { id: number }[])[0]?.id)
      return answer
    },
    lines: [
      { kind: 'office-given', account: 'admin', facts: () => ({ subject: made.account, department: 'shangwu' }) },
    ],
  },
  {
    name: 'it ends',
    status: 200,
    send: headers =>
      people.admin.send('DELETE', `/api/accounts/${made.account}/offices/${made.office}`, undefined, headers),
    lines: [{ kind: 'office-ended', account: 'admin', facts: () => ({ subject: made.account }) }],
  },
  {
    name: 'the account is disabled',
    status: 204,
    send: headers => people.admin.send('DELETE', `/api/accounts/${made.account}`, undefined, headers),
    lines: [{ kind: 'account-disabled', account: 'admin', facts: () => ({ subject: made.account }) }],
  },
  {
    name: 'a disabled account is tried',
    status: 401,
    send: headers => signIn('xinren', 'first words', headers),
    lines: [
      {
        kind: 'sign-in-failed',
        account: null,
        facts: () => ({ why: 'wrong-password', subject: made.account, name: 'xinren' }),
      },
    ],
  },
  {
    name: 'it is given back',
    status: 200,
    send: headers => people.admin.send('PATCH', `/api/accounts/${made.account}`, { disabled: false }, headers),
    lines: [{ kind: 'account-enabled', account: 'admin', facts: () => ({ subject: made.account }) }],
  },
  {
    name: 'its department and roles change',
    status: 200,
    send: headers =>
      people.admin.send(
        'PATCH',
        `/api/accounts/${made.account}`,
        { department: 'shangwu', roles: ['clerk', 'leader'] },
        headers,
      ),
    lines: [
      {
        kind: 'account-changed',
        account: 'admin',
        facts: () => ({
          subject: made.account,
          before: { name: '新人', department: 'shenpi', roles: ['clerk'] },
          after: { name: '新人', department: 'shangwu', roles: ['clerk', 'leader'] },
        }),
      },
    ],
  },
  {
    name: 'a token',
    status: 201,
    async send(headers) {
      const answer = await people.gongxin.send('POST', '/api/tokens', { name: '月报脚本' }, headers)
      made.token = ((await answer.clone().json()) as { id: string }).id
      return answer
    },
    lines: [{ kind: 'token-created', account: 'gongxin', facts: () => ({ token: made.token, name: '月报脚本' }) }],
  },
  {
    name: 'the token is withdrawn',
    status: 204,
    send: headers => people.gongxin.send('DELETE', `/api/tokens/${made.token}`, undefined, headers),
    lines: [{ kind: 'token-withdrawn', account: 'gongxin', facts: () => ({ token: made.token, name: '月报脚本' }) }],
  },
  {
    name: 'somebody else’s token: not found, and nothing happened',
    status: 404,
    send: headers => people.guihua.send('DELETE', `/api/tokens/${made.token}`, undefined, headers),
    lines: [],
  },
  {
    name: 'a table is made',
    status: 201,
    async send(headers) {
      const answer = await people.guihua.send(
        'POST',
        '/api/tables',
        {
          name: 'audited',
          kind: 'indicator',
          section: '测试',
          facts: { title: '受审计的表' },
          columns: [{ id: 'v', title: '数', type: 'text', fills: 'owner' }],
          rows: [{ id: 'own', owner: 'gongxin', cells: {} }],
        },
        headers,
      )
      room = ((await answer.clone().json()) as TableDetail).room
      return answer
    },
    lines: [
      {
        kind: 'table-created',
        account: 'guihua',
        table: TABLE,
        facts: () => ({ name: 'audited', title: '受审计的表', kind: 'indicator' }),
      },
    ],
  },
  {
    name: 'a cell over HTTP',
    status: 200,
    send: headers => people.gongxin.send('PATCH', cells, [{ row: 'own', column: 'v', value: '一' }], headers),
    lines: [
      {
        kind: 'cells',
        account: 'gongxin',
        table: TABLE,
        facts: () => ({ map: 'cells', row: 'own', column: 'v', before: null, after: '一' }),
      },
    ],
  },
  {
    name: 'a cell over a socket',
    async send(headers) {
      const socket = await openAckClient(server.syncUrl, room, people.gongxin.cookie, headers)
      expect(await socket.set('own:v', '二')).toBe(true)
      socket.end()
      return undefined
    },
    lines: [
      {
        kind: 'cells',
        account: 'gongxin',
        table: TABLE,
        facts: () => ({ map: 'cells', row: 'own', column: 'v', before: '一', after: '二' }),
      },
    ],
  },
  {
    name: 'a column gets another title',
    status: 200,
    send: headers =>
      people.guihua.send(
        'POST',
        '/api/tables/audited/columns',
        { commands: [{ kind: 'change-column', column: 'v', facts: { title: '数值' } }] },
        headers,
      ),
    lines: [
      {
        kind: 'cells',
        account: 'guihua',
        table: TABLE,
        facts: () => ({ map: 'structure', row: 'v', column: 'title', before: '数', after: '数值' }),
      },
    ],
  },
  {
    name: 'the day by which it is to be filled',
    status: 200,
    send: headers => people.guihua.send('PUT', '/api/tables/audited/due', { due: '2026-12-31' }, headers),
    lines: [
      {
        kind: 'cells',
        account: 'guihua',
        table: TABLE,
        facts: () => ({ map: 'structure', row: 'table', column: 'due', after: '2026-12-31' }),
      },
    ],
  },
  {
    name: 'its rules',
    status: 200,
    send: headers =>
      people.guihua.send(
        'PUT',
        '/api/tables/audited/rules',
        { read: EVERYONE, export: EVERYONE, deadline: 4_000_000_000_000, extensions: {} },
        headers,
      ),
    lines: [
      {
        kind: 'rules-changed',
        account: 'guihua',
        table: TABLE,
        facts: () => ({
          before: expect.objectContaining({ deadline: null }),
          after: expect.objectContaining({ deadline: 4_000_000_000_000 }),
        }),
      },
    ],
  },
  {
    name: 'a lock',
    status: 200,
    async send(headers) {
      const lock = { row: 'own', column: 'v', department: null, words: '正在核对', until: null }
      const answer = await people.guihua.send('POST', '/api/tables/audited/locks', lock, headers)
      made.lock = String(((await answer.clone().json()) as { locks: { id: number }[] }).locks[0]?.id)
      return answer
    },
    lines: [{ kind: 'lock-set', account: 'guihua', table: TABLE, facts: () => ({ row: 'own', words: '正在核对' }) }],
  },
  {
    name: 'the lock is lifted',
    status: 200,
    send: headers => people.guihua.send('DELETE', `/api/tables/audited/locks/${made.lock}`, undefined, headers),
    lines: [{ kind: 'lock-lifted', account: 'guihua', table: TABLE, facts: () => ({ row: 'own', words: '正在核对' }) }],
  },
  {
    name: 'urged',
    status: 200,
    send: headers =>
      people.guihua.send('POST', '/api/urges', { parts: [{ table: 'audited', department: 'gongxin' }] }, headers),
    lines: [{ kind: 'urged', account: 'guihua', table: TABLE, facts: () => ({ department: 'gongxin' }) }],
  },
  {
    name: 'a department submits',
    status: 204,
    send: headers =>
      people.gongxin.send(
        'POST',
        '/api/tables/audited/review/course',
        { kind: 'submit', department: 'gongxin' },
        headers,
      ),
    lines: [
      {
        kind: 'review-locks',
        account: 'gongxin',
        table: TABLE,
        facts: () => ({ set: [expect.stringContaining('gongxin')], lifted: [] }),
      },
    ],
  },
  {
    name: 'a copy leaves',
    status: 200,
    send: headers => people.guihua.get('/api/tables/audited/export.xlsx', headers),
    lines: [{ kind: 'exported', account: 'guihua', table: TABLE, facts: () => ({}) }],
  },
  {
    name: 'a comment',
    status: 201,
    async send(headers) {
      const said = { row: 'own', column: 'v', text: '口径对吗' }
      const answer = await people.gongxin.send('POST', '/api/tables/audited/comments', said, headers)
      const thread = (await answer.clone().json()) as ThreadAnswer
      made.thread = thread.id
      made.comment = thread.comments[0]!.id
      return answer
    },
    lines: [{ kind: 'comment-added', account: 'gongxin', table: TABLE, facts: commented }],
  },
  {
    name: 'put otherwise',
    status: 200,
    send: headers =>
      people.gongxin.send(
        'PUT',
        `/api/tables/audited/comments/${made.thread}/replies/${made.comment}`,
        { text: '口径对不对' },
        headers,
      ),
    lines: [{ kind: 'comment-edited', account: 'gongxin', table: TABLE, facts: commented }],
  },
  ...([true, false] as const).map(
    (resolved): Act => ({
      name: resolved ? 'settled' : 'not settled after all',
      status: 204,
      send: headers =>
        people.guihua.send('PUT', `/api/tables/audited/comments/${made.thread}/resolved`, { resolved }, headers),
      lines: [
        {
          kind: resolved ? 'comment-resolved' : 'comment-reopened',
          account: 'guihua',
          table: TABLE,
          facts: () => ({ thread: made.thread, row: 'own', column: 'v' }),
        },
      ],
    }),
  ),
  {
    name: 'taken back',
    status: 204,
    send: headers =>
      people.gongxin.send(
        'DELETE',
        `/api/tables/audited/comments/${made.thread}/replies/${made.comment}`,
        undefined,
        headers,
      ),
    lines: [{ kind: 'comment-deleted', account: 'gongxin', table: TABLE, facts: commented }],
  },
]

test.each(ACTS.map((act, at) => ({ ...act, address: `10.1.0.${at + 1}` })))(
  '$name',
  async ({ send, status, lines: expected, address }) => {
    const before = new Set((await lines()).map(({ id }) => id))
    const answer = await send(from(address))
    expect(answer?.status).toBe(status)
    const after = (await lines()).filter(({ id }) => !before.has(id)).sort((a, b) => a.id - b.id)
    expect(after).toEqual(
      expected.map(({ kind, account, table, facts }) =>
        expect.objectContaining({
          kind,
          table: table ?? null,
          account: account === null ? null : ids[account],
          address,
          facts: expect.objectContaining(facts()),
        }),
      ),
    )
  },
)

test('every kind of line that the log knows is written by something above', () => {
  const written = new Set(ACTS.flatMap(act => act.lines.map(({ kind }) => kind)))
  // what is restored is in backup.test.ts
  expect(AUDIT_KINDS.filter(kind => !written.has(kind))).toEqual(['restored'])
})

test('a name that nobody has, a password or a token stands in no line', async () => {
  const log = JSON.stringify(await lines())
  for (const secret of ['hunter2', 'guess 1', 'first words', 'correct horse']) expect(log).not.toContain(secret)
})

test('what the demo began with is in the log as the server’s own doing', async () => {
  const own = (await lines()).filter(({ account, address, kind }) => kind !== 'cells' && !account && !address)
  const kinds = own.map(({ kind }) => kind)
  expect(kinds.filter(kind => kind === 'table-created').length).toBe(5)
  expect(new Set(kinds)).toEqual(new Set(['table-created', 'account-created', 'department-changed']))
})

test.each([
  ['somebody', '203.0.113.9', null, '203.0.113.9'],
  ['somebody who claims to be another', '203.0.113.9', '10.0.0.1', '203.0.113.9'],
  ['a proxy on this machine', '127.0.0.1', '10.0.0.1', '10.0.0.1'],
  ['a proxy whose client claims to be another', '::ffff:127.0.0.1', '10.9.9.9, 10.0.0.1', '10.0.0.1'],
  ['somebody on this machine', '::1', '', '::1'],
  ['a header without end', '::1', 'x'.repeat(10_000), 'x'.repeat(64)],
  ['a line that is cut already', undefined, null, 'unknown'],
])('where from: %s', (_, socket, forwarded, address) => {
  expect(remoteAddress(socket, forwarded)).toBe(address)
})

test('two places of one person in one moment are both named', async () => {
  const value = ['甲', '乙'].map((text, at) =>
    people.guihua.send('PATCH', cells, [{ row: 'own', column: 'v', value: text }], from(`10.2.0.${at}`)),
  )
  await Promise.all(value)
  const found = (await lines(`&table=${TABLE}&kind=cells`)).filter(({ address }) => address?.startsWith('10.2.0.'))
  expect(new Set(found.flatMap(({ address }) => address!.split(', ')))).toEqual(new Set(['10.2.0.0', '10.2.0.1']))
})
