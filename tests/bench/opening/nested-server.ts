import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { startHelper } from '../support/helper-process.ts'

export interface NestedServer {
  readonly url: string
  readonly bytes: number
  readonly zipped: number
  stop(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }
const pageRoot = fileURLToPath(new URL('./page', import.meta.url))

/** The page with nested maps and its document, served as well as files can be: from memory, gzipped beforehand, cached for ever. */
export async function startNestedServer(rowCount: number): Promise<NestedServer> {
  const dir = await mkdtemp(join(tmpdir(), 'tongchou-nested-'))
  const file = join(dir, 'document.gz')
  const writer = startHelper(new URL('./nested-document.ts', import.meta.url), [file, String(rowCount)])
  const sizes = await writer.next<{ readonly bytes: number; readonly zipped: number }>()
  await writer.stop()
  const outDir = join(dir, 'page')
  await build({ configFile: false, root: pageRoot, logLevel: 'error', build: { outDir, target: 'es2022' } })
  const document = readFileSync(file)

  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname)
    if (path === '/document') {
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-encoding': 'gzip',
        'cache-control': 'private, max-age=31536000, immutable',
      })
      response.end(document)
      return
    }
    try {
      const body = readFileSync(join(outDir, path === '/' ? 'index.html' : path))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/html' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    ...sizes,
    async stop() {
      server.closeAllConnections()
      server.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
