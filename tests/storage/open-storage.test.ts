import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStorage } from '../../server/storage/open-storage.ts'
import { type Place, targets } from './support/databases.ts'
import { batch, edition, TABLE } from './support/samples.ts'

for (const target of await targets()) {
  describe.skipIf(target.missing !== null)(`a storage on ${target.name}`, () => {
    let place: Place

    beforeEach(async () => {
      place = await target.make()
    })
    afterEach(() => place?.remove())

    test('is migrated, and everything in it is there after it was closed and opened', async () => {
      const before = await openStorage(place.config)
      const first = edition(1)
      await before.tables.createTable(TABLE, first, new Map(), 0)
      await before.tables.commitBatch(batch(first.room))
      const admin = await before.accounts.createAccount({
        account: 'admin',
        name: '管理员',
        department: null,
        roles: ['admin'],
        passwordHash: 'x',
        at: 0,
      })
      await before.meta.set('seed', 'demo')
      expect(await before.healthy()).toBe(true)
      await before.close()

      const after = await openStorage(place.config)
      expect((await after.tables.updates(first.room)).map(update => [...update])).toEqual([[1, 2, 3]])
      expect(await after.accounts.findByName('admin')).toEqual(admin)
      expect(await after.meta.get('seed')).toBe('demo')
      await after.close()
    })

    test('refuses a second server; closed, it is not healthy and says database-stopped', async () => {
      const storage = await openStorage(place.config)
      await expect(openStorage(place.config)).rejects.toMatchObject({
        name: 'StorageError',
        code: 'data-folder-in-use',
      })
      expect(await storage.healthy()).toBe(true)
      await storage.close()
      expect(await storage.healthy()).toBe(false)
      await expect(storage.tables.commitBatch(batch('any'))).rejects.toMatchObject({ code: 'database-stopped' })
    })
  })
}

test('no PostgreSQL at the address: a sentence that says what to do', async () => {
  const nowhere = { dataDir: '', databaseUrl: 'postgres://user:secret@127.0.0.1:1/none' }
  const failure = await openStorage(nowhere).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'database-stopped', message: expect.stringContaining('DATABASE_URL') })
  expect((failure as Error).message).not.toContain('secret')
})
