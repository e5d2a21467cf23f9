// `npm run check`: types, format, lint, direction of imports, unused code.
import { join } from 'node:path'
import { main, root, run } from './lib/run.mjs'

const bin = name => join(root, 'node_modules', '.bin', name)

export async function check() {
  await run(bin('tsc'), ['--noEmit'])
  await run(bin('biome'), ['ci', '--error-on-warnings', '.'])
  await run(bin('knip'), ['--no-progress'])
}

if (process.argv[1]?.endsWith('check.mjs')) await main(check)
