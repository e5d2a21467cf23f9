// `npm run dev`: server and client with hot reload; the page is on port 5173, the API behind it on PORT (8080).
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkNode, ensureInstalled } from './lib/prepare.mjs'
import { main, root } from './lib/run.mjs'

await main(async () => {
  checkNode()
  await ensureInstalled()
  const port = process.env.PORT ?? '8080'
  const env = {
    ...process.env,
    PORT: port,
    API_ORIGIN: `http://127.0.0.1:${port}`,
    PUBLIC_ORIGIN: process.env.PUBLIC_ORIGIN ?? 'http://localhost:5173',
  }
  const bin = name => join(root, 'node_modules', '.bin', name)
  const children = [
    spawn(bin('tsx'), ['watch', '--clear-screen=false', 'server/main.ts'], { cwd: root, stdio: 'inherit', env }),
    spawn(bin('vite'), [], { cwd: root, stdio: 'inherit', env }),
  ]
  const stop = () => children.forEach(child => void child.kill('SIGTERM'))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  await Promise.race(children.map(child => new Promise(resolve => child.once('exit', resolve))))
  stop()
})
