import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { BackupFailure } from '../../server/backup/backup-failure.ts'
import { copySqlite } from '../../server/backup/copy-sqlite.ts'
import { fileHash, inspectData } from '../../server/backup/inspect-data.ts'
import { restoreBackup } from '../../server/backup/restore-backup.ts'
import { takeBackup } from '../../server/backup/take-backup.ts'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import { encodeFrame } from '../../shared/protocol/frames.ts'
import { administer, schemaPlace, targets } from '../storage/support/databases.ts'
import { openAckClient } from '../support/ack-client.ts'
import { signedIn } from '../support/caller.ts'
import { lostEdits, startNumberedWriters } from '../support/numbered-writers.ts'
import { type Ended, freePort, startServerProcess } from '../support/server-process.ts'
import { startTestServer, type TestServer } from '../support/start-server.ts'

const DEMO = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
let work: string

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'tongchou-backup-'))
})
afterAll(() => rm(work, { recursive: true, force: true }))

/** a built command as a process of its own */
async function command(
  name: 'backup' | 'restore' | 'verify',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const script = fileURLToPath(new URL(`../../dist/server/${name}.js`, import.meta.url))
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [script, ...args], { env: { ...inherited, ...env } })
  let output = ''
  child.stdout.on('data', chunk => (output += chunk))
  child.stderr.on('data', chunk => (output += chunk))
  const [code] = await once(child, 'close')
  return { code: code as number | null, output }
}

const postgres = (await targets()).find(({ name }) => name === 'PostgreSQL')?.missing
describe.skipIf(postgres !== null)('into PostgreSQL', () => {
  test('a backup goes into an empty schema, where a server goes on; one that holds something is left as it was', async () => {
    const from = await startTestServer()
    const place = await schemaPlace()
    const url = place.config.databaseUrl!
    const env = { ...DEMO, DATABASE_URL: url, DATA_DIR: join(work, 'none') }
    try {
      const writers = await startNumberedWriters(await from.as('guihua'), from.url, 4)
      await writers.more(40)
      await writers.stop()
      const into = await mkdtemp(join(work, 'across-'))
      const { folder } = await takeBackup({ dataDir: from.dataDir, databaseUrl: null }, into, new Date(4))

      const restored = await command('restore', [folder], env)
      expect([restored.code, restored.output]).toEqual([
        0,
        expect.stringMatching(/已恢复到 DATABASE_URL.*Restored into/),
      ])
      expect(restored.output).not.toContain(url)
      const server = await startServerProcess({ dataDir: env.DATA_DIR, port: await freePort(), env })
      const reader = await signedIn(server.url, 'guihua', 'correct horse')
      expect(await lostEdits(reader, writers.acknowledged())).toEqual([])
      const after = await startNumberedWriters(reader, server.url, 4, writers.acknowledged())
      await after.more(8)
      await after.stop()
      // a server works there
      const busy = await command('restore', [folder], env)
      expect([busy.code, busy.output]).toEqual([1, expect.stringMatching(/不是空的，没有动它.*is not empty/)])
      expect((await command('verify', [], env)).output).toMatch(/审计日志完整/)
      await administer(`update ${place.schema}.audit set at = at + 1 where id = 3`)
      expect((await command('verify', [], env)).output).toMatch(/审计日志第 3 条/)
      expect((await server.kill('SIGTERM')).code).toBe(0)
    } finally {
      await from.end()
      await place.remove()
    }
  })

  test('where the way breaks off, the schema is empty as before', async () => {
    const place = await schemaPlace()
    try {
      const dataDir = await mkdtemp(join(work, 'broken-'))
      const source = await startTestServer({ dataDir })
      const { folder } = await takeBackup({ dataDir, databaseUrl: null }, join(dataDir, 'backups'), new Date(5))
      await source.end()
      // a row that PostgreSQL does not take: text with a zero in it
      const file = join(folder, 'tongchou.db')
      const data = new Sqlite(file)
      data.exec(`update tables set section = 'a' || char(0) where position = (select max(position) from tables)`)
      data.close()
      const facts = JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8'))
      const anew = { ...facts, bytes: (await stat(file)).size, sha256: await fileHash(file) }
      await writeFile(join(folder, 'backup.json'), JSON.stringify(anew))
      const databaseUrl = place.config.databaseUrl!
      await expect(restoreBackup(folder, { databaseUrl }, new Date(6))).rejects.toThrow()
      const { rows } = await administer(
        `select relname from pg_class where relnamespace = '${place.schema}'::regnamespace`,
      )
      expect(rows).toEqual([])
    } finally {
      await place.remove()
    }
  })
})

for (const target of await targets()) {
  describe.skipIf(target.missing !== null)(`a server on ${target.name}`, () => {
    test('a backup under writes, restored: every edit acknowledged before it began is there, and more may be', async () => {
      const place = await target.make()
      const home = await mkdtemp(join(work, 'busy-'))
      const dataDir = place.config.dataDir || join(home, 'none')
      const url = place.config.databaseUrl
      const env = { ...DEMO, DATA_DIR: dataDir, ...(url !== null && { DATABASE_URL: url }) }
      const server = await startServerProcess({ dataDir, port: await freePort(), env })
      try {
        const writers = await startNumberedWriters(await signedIn(server.url, 'guihua', 'demo'), server.url, 8)
        await writers.more(80)
        const before = writers.acknowledged()
        const taken = await command('backup', [join(home, 'backups')], env)
        expect([taken.code, taken.output]).toEqual([0, expect.stringMatching(/备份已完成并通过检查.*Backup done/)])
        // the server went on
        await writers.more(8)
        await writers.stop()
        await server.kill('SIGTERM')

        const [name] = await readdir(join(home, 'backups'))
        const folder = join(home, 'restored')
        const restored = await command('restore', [join(home, 'backups', name!), folder])
        expect([restored.code, restored.output]).toEqual([0, expect.stringMatching(/已恢复到.*Restored into/)])
        expect((await command('verify', [], { DATA_DIR: folder })).code).toBe(0)

        const again = await startServerProcess({ dataDir: folder, port: await freePort(), env: DEMO })
        const reader = await signedIn(again.url, 'guihua', 'demo')
        expect(before.size).toBe(8)
        expect(await lostEdits(reader, before)).toEqual([])
        // and it is a server like any other
        const after = await startNumberedWriters(reader, again.url, 8, writers.acknowledged())
        await after.more(8)
        await after.stop()
        expect((await again.kill('SIGTERM')).code).toBe(0)
        expect((await command('verify', [], { DATA_DIR: folder })).code).toBe(0)
      } finally {
        await server.kill('SIGKILL')
        await place.remove()
      }
    })
  })
}

describe('one moment', () => {
  test('what is committed between two pages of the copy is not in it, and does not make it begin anew', async () => {
    const dataDir = await mkdtemp(join(work, 'moment-'))
    const source = new Sqlite(join(dataDir, 'tongchou.db'))
    source.pragma('journal_mode = WAL')
    source.exec('create table left_side (n integer, pad text); create table right_side (n integer, pad text)')
    const pad = 'x'.repeat(500)
    const both = source.transaction((n: number) => {
      source.prepare('insert into left_side values (?, ?)').run(n, pad)
      source.prepare('insert into right_side values (?, ?)').run(n, pad)
    })
    for (let n = 0; n < 300; n++) both(n)
    let copying = true
    const to = join(dataDir, 'copy.db')
    const copied = copySqlite(dataDir, to, 1).then(() => {
      copying = false
    })
    let n = 300
    while (copying) {
      both(n++)
      await new Promise(resolve => setImmediate(resolve))
    }
    await copied
    source.close()
    const copy = new Sqlite(to, { readonly: true })
    const count = (table: string) => copy.prepare<[], number>(`select count(*) from ${table}`).pluck().get()!
    expect(n).toBeGreaterThan(310)
    expect([count('left_side'), count('right_side')]).toEqual([300, 300])
    copy.close()
  })
})

describe('[SYNC-16] what came after the backup', () => {
  const closeOf = async (server: TestServer, room: string, cookie: string, doc: Y.Doc) => {
    const ws = new WebSocket(`${server.syncUrl}/${encodeURIComponent(room)}`, { headers: { cookie } })
    ws.on('open', () => ws.send(encodeFrame({ type: 'update', body: Y.encodeStateAsUpdate(doc) })))
    const [code, reason] = await once(ws, 'close')
    return [code, String(reason)]
  }

  test('comes back into no room: neither into the one of the backup nor into one that was opened since', async () => {
    const dataDir = await mkdtemp(join(work, 'future-'))
    const first = await startTestServer({ dataDir })
    const planner = await first.as('guihua')
    const detail = () => planner.json<TableDetail>('/api/tables/plan-145')
    const rows = await planner.json<TableRow[]>('/api/tables/plan-145/rows')
    const { columns, room } = await detail()
    const column = columns.find(({ type, fills }) => fills === 'owner' && type === 'value')!.id
    const [kept, lost] = rows.map(({ id }) => `${id}:${column}`)
    const page = await openAckClient(first.syncUrl, room, planner.cookie)
    expect(await page.set(kept!, 7)).toBe(true)
    const { folder } = await takeBackup({ dataDir, databaseUrl: null }, join(dataDir, 'backups'), new Date(2))

    // the same cells folded: only seq and parent and what restoring adds tell the rooms apart
    expect((await planner.send('POST', '/api/tables/plan-145/checkpoint')).status).toBe(200)
    const { room: opened } = await detail()
    const later = await openAckClient(first.syncUrl, opened, planner.cookie)
    expect(await later.set(lost!, 9)).toBe(true)
    page.end()
    later.end()
    await first.end()

    const restored = join(dataDir, 'restored')
    await restoreBackup(folder, { folder: restored }, new Date(3))
    const second = await startTestServer({ dataDir: restored })
    const reader = await second.as('guihua')
    const now = await reader.json<TableDetail>('/api/tables/plan-145')
    expect([room, opened]).not.toContain(now.room)
    expect(await closeOf(second, room, reader.cookie, page.cells.doc!)).toEqual([CloseCode.moved, now.room])
    expect((await closeOf(second, opened, reader.cookie, later.cells.doc!))[0]).toBe(CloseCode.tryAgain)
    const after = await reader.json<TableRow[]>('/api/tables/plan-145/rows')
    const cell = (key: string) => after.find(({ id }) => key.startsWith(`${id}:`))?.cells[column]?.value
    const before = rows.find(({ id }) => lost!.startsWith(`${id}:`))?.cells[column]?.value
    expect([cell(kept!), cell(lost!)]).toEqual([7, before])
    const [line] = await (await second.as('shenji')).json<{ kind: string; facts: object }[]>('/api/audit?kind=restored')
    expect(line).toMatchObject({ kind: 'restored', facts: { backup: new Date(2).toISOString() } })
    await second.end()
  })
})

describe('a backup that is not as it was written', () => {
  let server: TestServer
  let sound: string

  beforeAll(async () => {
    server = await startTestServer()
    const planner = await server.as('guihua')
    const writers = await startNumberedWriters(planner, server.url, 4)
    await writers.more(40)
    await writers.stop()
    const { dataDir } = server
    sound = (await takeBackup({ dataDir, databaseUrl: null }, join(work, 'sound'), new Date(0))).folder
  }, 120_000)
  afterAll(() => server.end())

  const flip = async (file: string, at: number, bytes = 1) => {
    const handle = await open(file, 'r+')
    await handle.write(Buffer.alloc(bytes, 0xa5), 0, bytes, at)
    await handle.close()
  }
  /** as somebody would who knows how a backup is made */
  const vouchAnew = async (folder: string) => {
    const file = join(folder, 'backup.json')
    const facts = JSON.parse(await readFile(file, 'utf8'))
    const data = join(folder, 'tongchou.db')
    await writeFile(file, JSON.stringify({ ...facts, bytes: (await stat(data)).size, sha256: await fileHash(data) }))
  }
  const edit = async (folder: string, statement: string) => {
    const data = new Sqlite(join(folder, 'tongchou.db'))
    data.pragma('foreign_keys = OFF')
    data.exec(statement)
    data.close()
    await vouchAnew(folder)
  }

  const DAMAGE: readonly (readonly [string, (folder: string) => Promise<unknown>, RegExp])[] = [
    ['a byte changed', folder => flip(join(folder, 'tongchou.db'), 50_000), /SHA-256.*重新复制.*Copy it again/],
    ['the end cut off', folder => truncate(join(folder, 'tongchou.db'), 100_000), /≠.*重新复制.*Copy it again/],
    ['the data gone', folder => rm(join(folder, 'tongchou.db')), /重新复制.*Copy it again/],
    ['no backup.json: it was never finished', folder => rm(join(folder, 'backup.json')), /请指明.*Name the folder/],
    ['half a backup.json', folder => truncate(join(folder, 'backup.json'), 40), /请指明.*Name the folder/],
    [
      'a later release’s',
      async folder => {
        const file = join(folder, 'backup.json')
        await writeFile(file, (await readFile(file, 'utf8')).replace('"format": 1', '"format": 2'))
      },
      /更新的版本.*newer release/,
    ],
    [
      'pages overwritten and the hash written anew',
      async folder => {
        await flip(join(folder, 'tongchou.db'), 40_960, 8_192)
        await vouchAnew(folder)
      },
      /更早的一份.*earlier one/,
    ],
    [
      'a value in the log changed and the hash written anew',
      folder => edit(folder, `update effects set after = '99' where id = (select min(id) from effects)`),
      /audit: ✗.*更早的一份.*earlier one/,
    ],
    [
      'the end of the log cut off and the hash written anew',
      folder => edit(folder, 'delete from audit where id = (select max(id) from audit)'),
      /audit: .*更早的一份.*earlier one/,
    ],
    [
      'an account slipped in and the hash written anew',
      folder =>
        edit(
          folder,
          `insert into accounts select 'x', 'evil', name, department_id, roles, password_hash, 0, created_at from accounts limit 1`,
        ),
      /counts.*更早的一份.*earlier one/,
    ],
    [
      'an account taken away from under what refers to it',
      folder => edit(folder, 'delete from accounts'),
      /foreign_key_check.*更早的一份.*earlier one/,
    ],
  ]
  test.each(DAMAGE)('%s: refused, with what to do, and nothing is left behind', async (_, damage, words) => {
    const folder = await mkdtemp(join(work, 'damaged-'))
    const backup = join(folder, 'backup')
    const target = join(folder, 'target')
    await cp(sound, backup, { recursive: true })
    await damage(backup)
    const refusal = await restoreBackup(backup, { folder: target }, new Date(1)).catch(error => error)
    expect(refusal).toBeInstanceOf(BackupFailure)
    expect(refusal.message).toMatch(words)
    expect(existsSync(target) ? await readdir(target) : []).toEqual([])
  })

  test('the same, untouched, is restored; whoever was signed in is not', async () => {
    const folder = join(work, 'untouched')
    await mkdir(folder)
    const manifest = await restoreBackup(sound, { folder }, new Date(1))
    expect(await readdir(folder)).toEqual(['tongchou.db'])
    const found = inspectData(join(folder, 'tongchou.db'))
    if (typeof found === 'string') throw new Error(found)
    const { counts, audit } = manifest
    expect(counts.sessions).toBeGreaterThan(0)
    // a new edition of every table, and the line that says so: nothing else
    expect(found.audit).toMatchObject({ sound: true, lines: audit.lines + 1 })
    const { chunks, ...rows } = found.counts
    const { chunks: before, ...expected } = counts
    expect(chunks).toBeGreaterThanOrEqual(before!)
    const editions = counts.editions! + counts.tables!
    expect(rows).toEqual({ ...expected, sessions: 0, audit: counts.audit! + 1, editions })
  })

  test('a folder that holds something is refused and left as it was', async () => {
    const folder = await mkdtemp(join(work, 'full-'))
    await writeFile(join(folder, 'tongchou.db'), 'somebody’s data')
    await expect(restoreBackup(sound, { folder }, new Date(1))).rejects.toThrow(/不是空的，没有动它.*was left as it is/)
    await expect(restoreBackup(sound, { folder: join(folder, 'tongchou.db') }, new Date(1))).rejects.toThrow(/不是空的/)
    expect(await readdir(folder)).toEqual(['tongchou.db'])
    expect(await readFile(join(folder, 'tongchou.db'), 'utf8')).toBe('somebody’s data')
  })

  test('data that is damaged itself makes no backup', async () => {
    const dataDir = await mkdtemp(join(work, 'rotten-'))
    await cp(join(sound, 'tongchou.db'), join(dataDir, 'tongchou.db'))
    await flip(join(dataDir, 'tongchou.db'), 40_960, 8_192)
    const into = join(dataDir, 'backups')
    await expect(takeBackup({ dataDir, databaseUrl: null }, into, new Date(0))).rejects.toThrow(
      /数据已损坏.*请保留原有备份.*Keep the backups that you have/,
    )
    expect(await readdir(into)).toEqual([])
  })

  test('no data: it says where it looked', async () => {
    const { code, output } = await command('backup', [join(work, 'nothing')], { DATA_DIR: join(work, 'nowhere') })
    expect([code, output]).toEqual([2, expect.stringMatching(/没有找到数据.*nowhere.*Name the data folder/s)])
  })

  test('an audit log that somebody has been at is backed up as evidence, and said', async () => {
    const dataDir = await mkdtemp(join(work, 'tampered-'))
    await cp(join(sound, 'tongchou.db'), join(dataDir, 'tongchou.db'))
    const data = new Sqlite(join(dataDir, 'tongchou.db'))
    data.exec('update audit set at = at + 1 where id = 3')
    data.close()
    const into = join(dataDir, 'backups')
    const { code, output } = await command('backup', [into], { DATA_DIR: dataDir })
    expect([code, output]).toEqual([1, expect.stringMatching(/审计日志在第 2 条之后.*npm run verify/)])
    const [name] = await readdir(into)
    const restored = await command('restore', [join(into, name!), join(dataDir, 'restored')])
    expect([restored.code, restored.output]).toEqual([0, expect.stringMatching(/Restored into.*after line 2/s)])
  })
})
