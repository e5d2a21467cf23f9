import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { ApiEnv } from './api.routes.ts'

/** A deep link is a page for people; what scripts ask for by mistake is not. */
const wantsPage = (accept: string | undefined) => accept?.includes('text/html') ?? false

/** The built client. Files under /assets carry their hash in their name; the page itself is asked for anew every time. */
export function staticRoutes(clientDir: string): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.get('*', async (c, next) => {
    await next()
    if (c.res.status !== 200) return
    const forEver = c.req.path.startsWith('/assets/')
    c.res.headers.set('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
  })
  routes.get('*', serveStatic({ root: clientDir }))
  routes.get('*', async (c, next) => {
    const page = join(clientDir, 'index.html')
    if (
      c.req.path.startsWith('/api/') ||
      c.req.path.startsWith('/sync/') ||
      !wantsPage(c.req.header('accept')) ||
      !existsSync(page)
    ) {
      return next()
    }
    return c.html(await readFile(page, 'utf8'))
  })
  return routes
}
