import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWebhook } from '../../server/notices/webhook.ts'
import { mentionToken } from '../../shared/comments/mention.ts'
import { startTestServer } from '../support/start-server.ts'

const SECRET = 'a secret of letters'
const received: { headers: Record<string, unknown>; body: string }[] = []
let answers: number[] = []
let url: string
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', part => {
    body += part
  })
  request.on('end', () => {
    received.push({ headers: request.headers, body })
    response.writeHead(answers.shift() ?? 204).end()
  })
})
beforeAll(async () => {
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(() => void receiver.close())
beforeEach(() => {
  received.length = 0
})
afterEach(() => {
  answers = []
})

const notice = (words: string) => ({ to: 'a', table: 't', by: 'b', at: 1, what: { kind: 'reopened', words } }) as const
const hook = (waits: readonly number[]) =>
  createWebhook({ target: { url, secret: SECRET }, clock: () => 42, log: pino({ level: 'silent' }), waits })

test('[NOTE-31] what arrives is signed over time and body', async () => {
  const webhook = hook([])
  webhook.send([notice('一')])
  await expect.poll(() => received.length).toBe(1)
  const { headers, body } = received[0]!
  expect(JSON.parse(body)).toEqual({ notices: [notice('一')] })
  const mac = createHmac('sha256', SECRET).update(`${headers['x-tongchou-time']}.${body}`).digest('hex')
  expect([headers['x-tongchou-time'], headers['x-tongchou-signature']]).toEqual(['42', `sha256=${mac}`])
  webhook.close()
})

test('[NOTE-32] what is refused is tried again under the same name, in order, and given up in the end', async () => {
  answers = [500, 302, 204, 503, 503, 503, 204]
  const webhook = hook([1, 1])
  for (const words of ['一', '二', '三']) webhook.send([notice(words)])
  await expect.poll(() => received.length).toBe(7)
  const said = received.map(({ body }) => JSON.parse(body).notices[0].what.words)
  expect(said).toEqual(['一', '一', '一', '二', '二', '二', '三'])
  expect(new Set(received.map(({ headers }) => headers['x-tongchou-delivery'])).size).toBe(3)
  webhook.close()
})

test.each([
  ['posted where somebody listens', true],
  ['said where nobody does', false],
])(
  '[NOTE-30] a comment is %s',
  async (_, listens) => {
    const target = listens ? url : 'http://127.0.0.1:9/nobody'
    const server = await startTestServer({ env: { WEBHOOK_URL: target, WEBHOOK_SECRET: SECRET } })
    const [office, clerk] = await Promise.all([server.as('guihua'), server.as('shangwu')])
    const { id } = await clerk.json<{ id: string }>('/api/session')
    const said = { row: 'r005', column: 'target', text: mentionToken(id) }
    expect((await office.send('POST', '/api/tables/annual-2024/comments', said)).status).toBe(201)
    expect((await clerk.json<{ unread: number }>('/api/notices')).unread).toBe(1)
    if (listens) {
      await expect.poll(() => received.length).toBe(1)
      expect(JSON.parse(received[0]!.body).notices).toMatchObject([{ to: id, what: { kind: 'mentioned' } }])
    }
    await server.end()
    expect(received.length).toBe(listens ? 1 : 0)
  },
  60_000,
)
