import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'
import { compiler, ensureSystem } from './system.mjs'

const read = file => (existsSync(file) ? readFileSync(file, 'utf8') : '')
const digest = text => createHash('sha256').update(text).digest('hex')

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`统筹 needs Node 20.19 or newer; this is ${process.versions.node}. 请安装 Node 20.19 或更新的版本。`)
}

/** Installs the packages when they are not those of the lock file. */
export async function ensureInstalled() {
  const marker = join(root, 'node_modules', '.installed')
  const wanted = digest(read(join(root, 'package-lock.json')))
  if (read(marker) === wanted) return
  if (!existsSync(join(root, 'node_modules', 'better-sqlite3', 'build'))) await ensureSystem([compiler])
  console.log('installing packages (a minute or two, once) …')
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(marker, wanted)
}

const SOURCES = ['client', 'server', 'shared', 'seeds', 'package-lock.json', 'vite.config.ts', 'vite.server.config.ts']

function* files(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) yield `${path} ${stat.size} ${stat.mtimeMs}`
  else for (const name of readdirSync(path).sort()) yield* files(join(path, name))
}

/** Builds client and server when a source file is not the one last built. */
export async function ensureBuilt() {
  const marker = join(root, 'dist', '.built')
  const wanted = digest(SOURCES.flatMap(source => [...files(join(root, source))]).join('\n'))
  if (read(marker) === wanted) return
  console.log('building …')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  await run(process.execPath, [vite, 'build', '--logLevel', 'warn'])
  await run(process.execPath, [vite, 'build', '--config', 'vite.server.config.ts', '--logLevel', 'warn'])
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(marker, wanted)
}
