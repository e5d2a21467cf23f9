import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountStore, AccountTaken, type NewAccount } from '../../server/storage/account-store.ts'
import { createAccountStore } from '../../server/storage/accounts.queries.ts'
import type { DoneAt } from '../../server/storage/audit-entry.ts'
import type { Database } from '../../server/storage/database.ts'
import { createMetaStore } from '../../server/storage/meta.queries.ts'
import { migrate } from '../../server/storage/migrate.ts'
import type { Account } from '../../shared/accounts/account.ts'
import { type Place, targets } from '../storage/support/databases.ts'

const CLERK: NewAccount = {
  account: 'gongxin',
  name: '李工',
  department: 'gongxin',
  roles: ['clerk'],
  passwordHash: '$argon2id$1',
  at: 1_700_000_000_000,
}

const BY: DoneAt = { at: 1_700_000_000_000, account: 'somebody', address: '10.0.0.7' }

for (const target of await targets()) {
  describe.skipIf(target.missing !== null)(`accounts on ${target.name}`, () => {
    let place: Place
    let db: Database
    let store: AccountStore
    let clerk: Account

    beforeAll(async () => {
      place = await target.make()
      db = await place.open()
      await migrate(db)
      store = createAccountStore(db)
    })
    afterAll(async () => {
      await db?.close()
      await place?.remove()
    })
    beforeEach(async () => {
      for (const table of ['tokens', 'sessions', 'accounts', 'departments'] as const)
        await db.kysely.deleteFrom(table).execute()
      await store.upsertDepartments(
        [
          { id: 'shangwu', name: '商务局', position: 2 },
          { id: 'gongxin', name: '工信局', position: 1 },
        ],
        BY,
      )
      clerk = await store.createAccount(CLERK)
    })

    test('departments are listed by position; upserting again renames and moves', async () => {
      await store.upsertDepartments([{ id: 'gongxin', name: '工业和信息化局', position: 3 }], BY)
      await store.upsertDepartments([], BY)
      expect(await store.listDepartments()).toEqual([
        { id: 'shangwu', name: '商务局', position: 2 },
        { id: 'gongxin', name: '工业和信息化局', position: 3 },
      ])
      expect((await store.findById(clerk.id))?.departmentName).toBe('工业和信息化局')
    })

    test('an account is found by name and by id, with its department, and never with its password', async () => {
      expect(clerk).toEqual({
        id: clerk.id,
        account: 'gongxin',
        name: '李工',
        department: 'gongxin',
        departmentName: '工信局',
        roles: ['clerk'],
      })
      expect(await store.findByName('gongxin')).toEqual(clerk)
      expect(await store.findById(clerk.id)).toEqual(clerk)
      expect(await store.findByName('nobody')).toBeNull()
      expect(await store.findById('nobody')).toBeNull()
      expect(await store.passwordHash('gongxin')).toBe('$argon2id$1')
      expect(await store.passwordHash('nobody')).toBeNull()
    })

    test('accounts are listed by sign-in name; one without department has none', async () => {
      const admin = await store.createAccount({
        ...CLERK,
        account: 'admin',
        department: null,
        roles: ['admin', 'auditor'],
      })
      expect(admin).toMatchObject({ department: null, departmentName: null, roles: ['admin', 'auditor'] })
      expect(await store.listAccounts()).toEqual([admin, clerk])
    })

    test('a sign-in name is taken once, also by a disabled account', async () => {
      await store.disableAccount(clerk.id, BY)
      await expect(store.createAccount({ ...CLERK, name: '另一人' })).rejects.toBeInstanceOf(AccountTaken)
      expect(await store.changeAccount(clerk.id, { disabled: false }, BY)).toEqual(clerk)
      expect(await store.findByName('gongxin')).toEqual(clerk)
    })

    test('an account is changed, what is left out stays; nobody is changed by the way', async () => {
      const changed = {
        ...clerk,
        name: '李工程师',
        department: 'shangwu',
        departmentName: '商务局',
        roles: ['clerk', 'leader'],
      }
      const { name, department } = changed
      expect(await store.changeAccount(clerk.id, { name, department, roles: ['clerk', 'leader'] }, BY)).toEqual(changed)
      expect(await store.findById(clerk.id)).toEqual(changed)
      const alone = { ...changed, department: null, departmentName: null }
      expect(await store.changeAccount(clerk.id, { department: null }, BY)).toEqual(alone)
      expect(await store.changeAccount('nobody', { name }, BY)).toBeNull()
      expect(await store.listAccounts()).toEqual([alone])
    })

    test('an account of an unknown department is refused', async () => {
      await expect(store.createAccount({ ...CLERK, account: 'x', department: 'nowhere' })).rejects.toMatchObject({
        code: 'storage-failed',
      })
    })

    test('a session is valid until it expires, can be extended and ended', async () => {
      await store.createSession({ tokenHash: 'h', account: clerk.id, createdAt: 0, expiresAt: 100, address: null })
      expect(await store.findSession('h', 99)).toEqual({ account: clerk, expiresAt: 100 })
      expect(await store.findSession('h', 100)).toBeNull()
      expect(await store.findSession('other', 0)).toBeNull()
      await store.extendSession('h', 1_900_000_000_000)
      await store.extendSession('gone', 1)
      expect((await store.findSession('h', 1_800_000_000_000))?.expiresAt).toBe(1_900_000_000_000)
      await store.deleteSession('h', BY)
      await store.deleteSession('h', BY)
      expect(await store.findSession('h', 0)).toBeNull()
    })

    test('expired sessions are cleared away, the others stay', async () => {
      for (const expiresAt of [99, 100, 101])
        await store.createSession({
          tokenHash: `h${expiresAt}`,
          account: clerk.id,
          createdAt: 0,
          expiresAt,
          address: null,
        })
      await store.deleteExpiredSessions(100)
      expect(
        await Promise.all(['h99', 'h100', 'h101'].map(async hash => (await store.findSession(hash, 0)) !== null)),
      ).toEqual([false, false, true])
    })

    test('a new password signs the account out everywhere, and nobody else', async () => {
      const other = await store.createAccount({ ...CLERK, account: 'shangwu' })
      await store.createSession({ tokenHash: 'mine', account: clerk.id, createdAt: 0, expiresAt: 100, address: null })
      await store.createSession({ tokenHash: 'theirs', account: other.id, createdAt: 0, expiresAt: 100, address: null })
      await store.setPassword(clerk.id, '$argon2id$2', BY)
      expect(await store.passwordHash('gongxin')).toBe('$argon2id$2')
      expect(await store.passwordHash('shangwu')).toBe('$argon2id$1')
      expect(await store.findSession('mine', 0)).toBeNull()
      expect(await store.findSession('theirs', 0)).not.toBeNull()
      for (const tokenHash of ['one', 'two'])
        await store.createSession({ tokenHash, account: clerk.id, createdAt: 0, expiresAt: 100, address: null })
      await store.setPassword(clerk.id, '$argon2id$3', BY, 'two')
      expect([await store.findSession('one', 0), await store.findSession('two', 0)]).toEqual([
        null,
        { account: clerk, expiresAt: 100 },
      ])
    })

    test('a token names its account, remembers its last use, and only its owner deletes it', async () => {
      const token = await store.createToken({
        name: '月报脚本',
        tokenHash: 't',
        account: clerk.id,
        createdAt: 5,
        address: null,
      })
      const later = await store.createToken({
        name: '导出',
        tokenHash: 't2',
        account: clerk.id,
        createdAt: 6,
        address: null,
      })
      expect(await store.findToken('t')).toEqual({ id: token.id, account: clerk })
      expect(await store.findToken('unknown')).toBeNull()
      await store.touchToken(token.id, 1_700_000_000_000)
      expect(await store.listTokens(clerk.id)).toEqual([
        later,
        { id: token.id, name: '月报脚本', createdAt: 5, lastUsedAt: 1_700_000_000_000 },
      ])
      expect(await store.deleteToken('somebody else', token.id, BY)).toBe(false)
      expect(await store.deleteToken(clerk.id, token.id, BY)).toBe(true)
      expect(await store.deleteToken(clerk.id, token.id, BY)).toBe(false)
      expect(await store.findToken('t')).toBeNull()
    })

    test('a disabled account is found nowhere, and neither session nor token speaks for it', async () => {
      await store.createSession({ tokenHash: 'h', account: clerk.id, createdAt: 0, expiresAt: 100, address: null })
      await store.createToken({ name: 'x', tokenHash: 't', account: clerk.id, createdAt: 5, address: null })
      await store.disableAccount(clerk.id, BY)
      expect([
        await store.findByName('gongxin'),
        await store.findById(clerk.id),
        await store.passwordHash('gongxin'),
      ]).toEqual([null, null, null])
      expect(await store.findSession('h', 0)).toBeNull()
      expect(await store.findToken('t')).toBeNull()
      expect(await store.listAccounts()).toEqual([])
    })

    test('meta keeps one value per key', async () => {
      const meta = createMetaStore(db)
      expect(await meta.get('seed')).toBeNull()
      await meta.set('seed', 'demo')
      await meta.set('seed', '统筹')
      expect(await meta.get('seed')).toBe('统筹')
    })
  })
}
