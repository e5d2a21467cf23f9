import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { verifyAudit } from '../../server/storage/audit-verify.ts'
import { signedIn } from '../support/caller.ts'
import { lostEdits, startNumberedWriters } from '../support/numbered-writers.ts'
import { createRandom } from '../support/random.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'

const KILLS = Number(process.env.LONG_KILLS ?? 100)
const SEED = Number(process.env.LONG_KILLS_SEED ?? 1)
const WRITERS = 20

test(`${KILLS} × SIGKILL under ${WRITERS} writers: no edit that was acknowledged is lost`, {
  timeout: 3_600_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongchou-kills-'))
  const options = { dataDir, port: await freePort(), env: { SEED: 'demo', DEMO_PASSWORD: 'demo' } }
  const { below } = createRandom(SEED)
  const acknowledged = new Map<string, number>()
  let edits = 0
  let rounds = 0
  let server: ServerProcess = await startServerProcess(options)
  try {
    const planner = await signedIn(server.url, 'guihua', 'demo')
    for (; rounds < KILLS; rounds++) {
      const before = new Map(acknowledged)
      const writers = await startNumberedWriters(planner, server.url, WRITERS, before)
      await writers.more(1 + below(200))
      await new Promise(resolve => setTimeout(resolve, below(20)))
      expect((await server.kill('SIGKILL')).code).toBeNull()
      await writers.over
      edits += writers.total
      for (const [cell, value] of writers.acknowledged()) acknowledged.set(cell, value)
      server = await startServerProcess(options)
      const lost = await lostEdits(planner, acknowledged, before)
      expect(lost, `LONG_KILLS_SEED=${SEED}, kill ${rounds + 1}`).toEqual([])
    }
    expect((await server.kill('SIGTERM')).code).toBe(0)

    // once more and all of it, from the disk
    const disk = new Sqlite(join(dataDir, 'tongchou.db'), { readonly: true })
    const logged = disk
      .prepare<[string, string], string>('select distinct after from effects where item = ? and fact = ?')
      .pluck()
    let lost = 0
    for (const [cell, last] of acknowledged) {
      const [row, column] = cell.split(':')
      const values = new Set(logged.all(row!, column!).map(Number))
      for (let value = 1; value <= last; value++) if (!values.has(value)) lost++
    }
    expect(acknowledged.size).toBe(WRITERS)
    expect(lost).toBe(0)
    expect(disk.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(verifyAudit(disk)).toMatchObject({ sound: true })
    disk.close()
    console.log(`kills ${rounds}, acknowledged edits ${edits}, lost ${lost}`)
  } finally {
    await server.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  }
})
