import { copyFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../server/storage/audit-entry.ts'
import { verifyAudit } from '../../server/storage/audit-verify.ts'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { startTestServer } from '../support/start-server.ts'

let dataDir: string
let file: string
let copies = 0
/** lines of the demo's making and of the sign-in, before those of this test */
let before: number

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongchou-audit-'))
  file = join(dataDir, 'tongchou.db')
  const server = await startTestServer({ dataDir })
  const clerk = await server.as('gongxin')
  const { columns } = await clerk.json<TableDetail>('/api/tables/plan-145')
  const rows = await clerk.json<TableRow[]>('/api/tables/plan-145/rows')
  const row = rows.find(({ owner }) => owner === 'gongxin')!.id
  const column = columns.find(({ type, fills }) => fills === 'owner' && type === 'value')!.id
  for (const value of [1, 2, 3])
    expect((await clerk.send('PATCH', '/api/tables/plan-145/cells', [{ row, column, value }])).status).toBe(200)
  expect((await clerk.get('/api/tables/plan-145/export.xlsx')).status).toBe(200)
  await server.end()
  const lines = new Sqlite(file, { readonly: true })
  before = lines
    .prepare<[], number>("select count(*) from audit where kind <> 'cells' and kind <> 'exported'")
    .pluck()
    .get()!
  lines.close()
}, 120_000)
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** what the check says of a copy of the data that somebody has been at; `#2` is the second line of this test */
function verdictAfter(tamper: string) {
  const at = join(dataDir, `copy-${++copies}.db`)
  copyFileSync(file, at)
  const copy = new Sqlite(at)
  copy.function('sha256', { deterministic: true }, text => sha256(String(text)))
  copy.pragma('foreign_keys = OFF')
  if (tamper !== '') copy.exec(tamper.replaceAll(/#(\d+)/g, (_, line) => String(before + Number(line))))
  return verifyAudit(copy)
}

test('an untouched log is sound, and every commit is in it', () => {
  expect(verdictAfter('')).toMatchObject({ sound: true, lines: before + 4 })
})

test.each([
  ['a value in an effect', "update effects set after = '9' where id = (select min(id) from effects)", 'commit', 1],
  ['who made an effect', "update effects set account_id = 'x' where id = (select max(id) from effects)", 'commit', 3],
  ['a write as sent', "update intents set value = '9' where id = (select max(id) from intents)", 'commit', 3],
  ['an effect removed', 'delete from effects where id = (select min(id) from effects)', 'commit', 1],
  ['the bytes of a commit', "update updates set bytes = x'0000' where id = (select min(id) from updates)", 'commit', 1],
  ['the time of a line', 'update audit set at = at + 1 where id = #2', 'line', 2],
  ['the address of a line', "update audit set address = '1.2.3.4' where id = #4", 'line', 4],
  ['the account of a line', 'update audit set account_id = null where id = #4', 'line', 4],
  ['a line removed', 'delete from audit where id = #2', 'line', 3],
  [
    'two lines exchanged',
    'update audit set id = 99 where id = #2; update audit set id = #2 where id = #3; update audit set id = #3 where id = 99',
    'line',
    2,
  ],
  [
    'a line hashed anew, but not those after it',
    "update audit set facts = '{}', hash = sha256(prev || char(10) || json_array(at, kind, table_id, account_id, address, '{}')) where id = #2",
    'commit',
    2,
  ],
])('%s: the check names the first record that is not as it was', (_, tamper, kind, id) => {
  expect(verdictAfter(tamper)).toMatchObject({ sound: false, record: { kind, id: before + id } })
})

test('a commit that no line vouches for is found', () => {
  const slipped =
    "insert into updates (table_id, room, bytes, at) select table_id, room, x'0000', at from updates order by id limit 1"
  expect(verdictAfter(slipped)).toMatchObject({ sound: false, record: { kind: 'unvouched' } })
})
