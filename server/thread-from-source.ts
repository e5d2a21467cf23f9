import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * A thread of a TypeScript file, while nothing is built: Node 20 does not teach threads TypeScript through `--import`, so a line of
 * JavaScript goes first.
 */
export function threadFromSource(file: URL, options: WorkerOptions): Worker {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const loader = JSON.stringify(new URL('./dist/esm/api/index.mjs', tsx).href)
  const code = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(file.href)}) })`
  return new Worker(code, { ...options, eval: true, execArgv: [] })
}
