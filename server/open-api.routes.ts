import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { SESSION_COOKIE } from './accounts/credentials.ts'
import type { ApiEnv } from './api.routes.ts'

/** What the routes do not tell of themselves: how to sign in, and the socket. */
export function describeApi(app: OpenAPIHono<ApiEnv>): void {
  const registry = app.openAPIRegistry
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE })
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  registry.registerPath({
    method: 'get',
    path: '/sync/{room}',
    tags: ['sync'],
    summary: 'WebSocket: the table’s working document by the y-websocket protocol, and who is present',
    description: [
      'Flat root maps `cells` (`rowId:columnId`), `rows` (`rowId:fact`) and `structure` (`columnId:fact`, `table:fact`) of scalars.',
      'A cell that the document does not have reads from the edition; a cleared cell is `null`. Never delete keys.',
      'Close codes: 4401 no session; 4403 broke a rule; 4409 the edition moved on, the reason names the next room; 4503 unknown room, try again; 1009 frame too large; 1001 the server stops.',
      'A stock client is not told of a write that is refused: its value is undone in the document. Writers that must know that their edit landed, or why not, use PATCH.',
    ].join('\n\n'),
    request: {
      params: z.object({ room: z.string().meta({ description: '`room` of the table' }) }),
      query: z.object({
        token: z.string().optional().meta({ description: 'a bearer token, where no cookie and no header can be sent' }),
        ack: z.literal('1').optional().meta({ description: 'acknowledgements are wanted (frames 100-102)' }),
      }),
    },
    responses: {
      101: { description: 'the socket is open; without a session it is closed with 4401 at once' },
      403: { description: 'the page that asks is of another origin' },
    },
  })
  // not the library's own route: that one tells callers the inner error
  app.get('/api/openapi.json', c => c.json(app.getOpenAPI31Document(ABOUT)))
}

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: '统筹 Tongchou',
    version: '0.1.0',
    description:
      'Wherever a table’s `{id}` stands, its slug works too (not for `{room}`). Errors are `{code, message, retry}`; the message is in the caller’s language (`Accept-Language`).',
  },
  security: [{ session: [] }, { token: [] }],
}
