import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../server/storage/database.ts'
import { folderPlace } from './support/databases.ts'

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const SCRIPT = fileURLToPath(new URL('./support/commit-until-killed.ts', import.meta.url))
const ROUNDS = 2
const COMMITS_BEFORE_KILL = 30
/** each round starts a server from source; on a busy machine that alone takes its time */
const PATIENCE_MS = 180_000

let place: Awaited<ReturnType<typeof folderPlace>>
let child: ChildProcess | null = null

beforeEach(async () => {
  place = await folderPlace()
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await place.remove()
})

/** every line the process printed, also those still in the pipe when it died */
async function commitUntilKilled(folder: string): Promise<readonly string[]> {
  const writer = spawn(process.execPath, ['--import', LOADER, SCRIPT, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  child = writer
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === COMMITS_BEFORE_KILL) writer.kill('SIGKILL')
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
  expect(writer.signalCode).toBe('SIGKILL')
  return acknowledged
}

const log = async (db: Database) =>
  (
    await sql<{ client: number; clock: number; intents: number; effects: number; bytes: number }>`
      select min(i.client) as client, min(i.clock) as clock, count(*) as intents, length(u.bytes) as bytes,
        (select count(*) from effects e where e.update_id = u.id) as effects
      from updates u left join intents i on i.update_id = u.id group by u.id`.execute(db.kysely)
  ).rows

test(
  'kill -9: every acknowledged batch is there whole, none is there in part, and the folder is free again',
  async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      acknowledged.push(...(await commitUntilKilled(place.folder)))
      const db = await place.open()
      const found = await log(db)
      await db.close()
      const committed = new Set(found.map(({ client, clock }) => `${client} ${clock}`))
      expect(acknowledged.filter(line => !committed.has(line))).toEqual([])
      expect(found.filter(({ intents, effects, bytes }) => intents !== 3 || effects !== 3 || bytes !== 3)).toEqual([])
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * COMMITS_BEFORE_KILL)
  },
  PATIENCE_MS,
)
