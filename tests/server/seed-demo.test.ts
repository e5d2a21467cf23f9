import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { passwordMatches } from '../../server/accounts/passwords.ts'
import { seedDemo } from '../../server/seed-demo.ts'
import { openStorage } from '../../server/storage/open-storage.ts'
import type { Storage } from '../../server/storage/storage.ts'

let folder: string
let storage: Storage
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongchou-seed-'))
  storage = await openStorage({ dataDir: folder, databaseUrl: null })
})
afterEach(async () => {
  await storage.close()
  await rm(folder, { recursive: true, force: true })
})

const OPTIONS = { password: null, now: 1_700_000_000_000 }
const WRITES = new Set(['upsertDepartments', 'createAccount', 'setPassword', 'createTable', 'set'])

/** The same storage, whose process dies in place of the write with this number. */
function dyingAt(write: number): { readonly storage: Storage; readonly died: () => boolean } {
  let count = 0
  const dying = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name, receiver) {
        const value = Reflect.get(target, name, receiver) as unknown
        if (!WRITES.has(String(name))) return value
        const asked = value as (...given: unknown[]) => Promise<unknown>
        return (...given: unknown[]) => (++count >= write ? Promise.reject(new Error('killed')) : asked(...given))
      },
    })
  const { tables, accounts, meta } = storage
  return {
    storage: { ...storage, tables: dying(tables), accounts: dying(accounts), meta: dying(meta) },
    died: () => count >= write,
  }
}

// building, departments, 7 accounts, 5 tables, built
test.each([1, 2, 3, 6, 10, 12, 15])('dead at write %i, and complete after the next start', async write => {
  const half = dyingAt(write)
  await expect(seedDemo(half.storage, OPTIONS)).rejects.toThrow('killed')
  expect(half.died()).toBe(true)

  const access = await seedDemo(storage, OPTIONS)
  expect(access?.map(({ account }) => account).sort()).toEqual(
    ['admin', 'gongxin', 'guihua', 'lingdao', 'nongye', 'shangwu', 'shenji'].sort(),
  )
  expect((await storage.accounts.listAccounts()).length).toBe(7)
  expect((await storage.tables.listTables()).map(({ name }) => name).sort()).toEqual(
    ['annual-2024', 'plan-135', 'plan-145', 'progress-2022', 'projects'].sort(),
  )
  for (const { account, password } of access ?? [])
    expect(await passwordMatches(await storage.accounts.passwordHash(account), password)).toBe(true)
  // and from now on it is somebody's work
  expect(await seedDemo(storage, OPTIONS)).toBeNull()
})

test('data that is no demo is left alone', async () => {
  await storage.accounts.createAccount({
    account: 'somebody',
    name: '某人',
    department: null,
    roles: ['admin'],
    passwordHash: 'x',
    at: 0,
  })
  expect(await seedDemo(storage, OPTIONS)).toBeNull()
  expect(await storage.tables.listTables()).toEqual([])
})
