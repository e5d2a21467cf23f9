import { afterEach, describe, expect, test } from 'vitest'
import { OpenTable } from '../../../client/sync/open-table.ts'
import type { Overtaken } from '../../../client/sync/overtaken.ts'
import { countPending, createPendingStore } from '../../../client/sync/pending-store.ts'
import { type Conflict, cellWrite, type RefusedEdit } from '../../../shared/document/edit.ts'
import { FakeStorage, fakeLocks } from './fake-storage.ts'
import { ScriptedServer } from './scripted-server.ts'
import { smallTable } from './small-table.ts'

const opened: OpenTable[] = []
afterEach(() => {
  for (const table of opened.splice(0)) table.close()
})

/** A computer with a browser on it: what it keeps outlives its pages. */
function computer() {
  const storage = new FakeStorage()
  const locks = fakeLocks()
  let pages = 0
  const openPage = async (server: ScriptedServer) => {
    const page = { refused: [] as RefusedEdit[], overtaken: [] as Overtaken[], signedOut: 0, full: 0 }
    const table = new OpenTable({
      current: smallTable(),
      editions: { fetchCurrent: async () => smallTable() },
      host: server,
      url: room => `ws://here/sync/${room}`,
      store: createPendingStore('a1', 't1', `page${++pages}`, storage, locks),
      onSignedOut: () => page.signedOut++,
      onRefused: edits => page.refused.push(...edits),
      onOvertaken: edit => page.overtaken.push(edit),
      onStorageFull: () => page.full++,
    })
    opened.push(table)
    await table.start()
    const reload = async () => {
      table.close()
      return openPage(server)
    }
    return Object.assign(page, {
      table,
      reload,
      type: (value: number | string) => table.table.edit([cellWrite('retail', 'target', value)]),
    })
  }
  return { storage, openPage, pending: () => countPending('a1', storage) }
}

const kind = (page: { table: OpenTable }) => page.table.status.save.kind

describe('saving', () => {
  test('已保存 is said only when the server has acknowledged', async () => {
    const server = new ScriptedServer()
    const { openPage, pending } = computer()
    const page = await openPage(server)
    expect(kind(page)).toBe('connecting')
    await server.pass(10)
    expect(kind(page)).toBe('saved')
    server.slowDisk = true
    page.type(130)
    await server.pass(10)
    expect(page.table.status.save).toEqual({ kind: 'saving', count: 1 })
    expect(pending()).toBe(1)
    server.slowDisk = false
    server.hangUp(server.socket, 1006) // and the frame was lost with it
    await server.pass(20_000)
    expect(kind(page)).toBe('saved')
    expect(server.cell('retail:target')).toBe(130)
    expect(pending()).toBe(0)
  })

  test('a value that somebody else replaces at once is told; one that stood for a while, or the own next one, is not', async () => {
    const server = new ScriptedServer()
    const page = await computer().openPage(server)
    await server.pass(10)
    page.type(130)
    page.type(131)
    await server.pass(10)
    expect(page.overtaken).toEqual([])
    server.write('retail:target', 128)
    expect(page.overtaken).toEqual([{ row: 'retail', column: 'target', mine: 131, theirs: 128 }])
    server.write('retail:target', 127)
    page.type(132)
    await server.pass(5_000)
    server.write('retail:target', 126)
    expect(page.overtaken).toHaveLength(1)
  })

  test('[REV-44] a refused edit waits for its author with its reason, over reloads, until it is given up', async () => {
    const server = new ScriptedServer()
    const { openPage, pending } = computer()
    const page = await openPage(server)
    await server.pass(10)
    server.refuses = 'row-of-other-department'
    page.type(130)
    await server.pass(10)
    const waits = [{ map: 'cells', key: 'retail:target', value: 130, why: 'row-of-other-department' }]
    expect(page.table.status.refused).toEqual(waits)
    expect(page.table.table.cell('retail', 'target')).toBe(122)
    expect(pending()).toBe(1)
    const again = await page.reload()
    await server.pass(10)
    expect(again.table.status.refused).toEqual(waits)
    expect(again.table.table.cell('retail', 'target')).toBe(122)
    again.table.settle(again.table.status.refused, 'forget')
    await server.pass(10)
    expect([again.table.status.refused, pending()]).toEqual([[], 0])
  })

  test('[REV-45] what was refused is written after all where one may by now, and the last value of a cell alone waits', async () => {
    const server = new ScriptedServer()
    const { openPage, pending } = computer()
    const page = await openPage(server)
    await server.pass(10)
    server.refuses = 'table-is-issued'
    page.type(130)
    await server.pass(10)
    page.type(131)
    await server.pass(10)
    expect(page.table.status.refused).toMatchObject([{ key: 'retail:target', value: 131 }])
    server.refuses = null
    page.table.settle(page.table.status.refused, 'write')
    // as any edit: shown at once, and on its way
    expect(page.table.table.cell('retail', 'target')).toBe(131)
    expect(page.table.status).toMatchObject({ refused: [], unsaved: 1 })
    expect(pending()).toBe(1)
  })

  test('a full computer says so, and the edit still reaches the server', async () => {
    const server = new ScriptedServer()
    const { openPage, storage } = computer()
    storage.room = 10
    const page = await openPage(server)
    await server.pass(10)
    server.slowDisk = true
    page.type(130)
    await server.pass(10)
    server.slowDisk = false
    server.hangUp(server.socket, 1006)
    await server.pass(20_000)
    expect(page.full).toBeGreaterThan(0)
    expect(server.cell('retail:target')).toBe(130)
  })
})

describe('the server goes away', () => {
  test('edits collect, the page says offline with their number, and they arrive when the network comes back', async () => {
    const server = new ScriptedServer()
    const { openPage } = computer()
    const page = await openPage(server)
    await server.pass(10)
    server.door = 'down'
    server.hangUp(server.socket, 1001)
    page.type(130)
    page.table.table.edit([cellWrite('export', 'target', 33)])
    await server.pass(1)
    expect(page.table.status.save).toEqual({ kind: 'offline', count: 2 })
    await server.pass(60_000) // several tries later
    expect(kind(page)).toBe('offline')
    server.door = 'open'
    server.networkBack()
    await server.pass(10)
    expect(kind(page)).toBe('saved')
    expect([server.cell('retail:target'), server.cell('export:target')]).toEqual([130, 33])
  })

  test('the pauses between tries grow and stay bounded', async () => {
    const server = new ScriptedServer()
    server.door = 'down'
    await computer().openPage(server)
    await server.pass(60_000)
    const inFirstMinute = server.sockets.length
    await server.pass(60_000)
    expect(inFirstMinute).toBeGreaterThan(6)
    expect(inFirstMinute).toBeLessThan(26)
    expect(server.sockets.length - inFirstMinute).toBeLessThanOrEqual(16)
    expect(server.sockets.length - inFirstMinute).toBeGreaterThanOrEqual(7)
  })

  test('a network that says it is gone is believed at once', async () => {
    const server = new ScriptedServer()
    const page = await computer().openPage(server)
    await server.pass(10)
    server.door = 'down'
    server.networkAway()
    await server.pass(1)
    expect(kind(page)).toBe('offline')
  })

  test('a half-open connection is given up after a long silence', async () => {
    const server = new ScriptedServer()
    const page = await computer().openPage(server)
    await server.pass(10)
    const before = server.sockets.length
    await server.pass(50_000)
    expect(server.sockets.length).toBeGreaterThan(before)
    expect(kind(page)).toBe('saved')
  })

  test('the late close of a socket that was given up does not end its successor', async () => {
    const server = new ScriptedServer()
    const page = await computer().openPage(server)
    await server.pass(10)
    const old = server.socket
    server.networkAway()
    server.networkBack()
    await server.pass(10)
    old.emit('close', { code: 4401, reason: '' })
    expect(kind(page)).toBe('saved')
    expect(page.signedOut).toBe(0)
  })

  test('bytes that are no frame end the connection, and a new one begins from what is certain', async () => {
    const server = new ScriptedServer()
    const page = await computer().openPage(server)
    await server.pass(10)
    server.tell(server.socket, new Uint8Array([0, 9, 9, 9]))
    await server.pass(20_000)
    expect(server.sockets).toHaveLength(2)
    expect(kind(page)).toBe('saved')
  })
})

describe('the page goes away', () => {
  test('an edit typed offline survives a reload and arrives', async () => {
    const server = new ScriptedServer()
    const { openPage, pending } = computer()
    const page = await openPage(server)
    await server.pass(10)
    server.door = 'down'
    server.hangUp(server.socket, 1006)
    page.type(130)
    await server.pass(10)
    const again = await page.reload()
    expect(again.table.table.cell('retail', 'target')).toBe(130)
    expect(pending()).toBe(1)
    server.door = 'open'
    await server.pass(20_000)
    expect(server.cell('retail:target')).toBe(130)
    expect(pending()).toBe(0)
  })

  test('what was on its way when the page went and did land is not written again over a later value', async () => {
    const server = new ScriptedServer()
    const { openPage, storage } = computer()
    const page = await openPage(server)
    await server.pass(10)
    server.slowDisk = true
    page.type(130)
    await server.pass(1)
    expect(storage.getItem(storage.key(0) ?? '')).toContain('"at":{') // what it was sent as
    server.slowDisk = false
    const update = server.socket.sent.at(-1) as Uint8Array
    page.table.close()
    server.take(server.socket, update) // it lands after all, the page having gone
    server.write('retail:target', 140)
    const again = await openPage(server)
    await server.pass(10)
    expect(again.table.status.conflicts).toEqual([])
    expect(server.cell('retail:target')).toBe(140)
  })

  test('another open page keeps its own edits', async () => {
    const server = new ScriptedServer()
    server.door = 'down'
    const { openPage, pending } = computer()
    const first = await openPage(server)
    first.type(130)
    await server.pass(10)
    const second = await openPage(server)
    expect(second.table.status.unsaved).toBe(0)
    expect(pending()).toBe(1)
  })

  test('two pages that are gone leave their edits to the next one', async () => {
    const server = new ScriptedServer()
    server.door = 'down'
    const { openPage } = computer()
    const first = await openPage(server)
    const second = await openPage(server)
    first.type(130)
    second.table.table.edit([cellWrite('grain', 'target', 3.6)])
    await server.pass(10)
    first.table.close()
    second.table.close()
    const third = await openPage(server)
    expect(third.table.status.unsaved).toBe(2)
    server.door = 'open'
    await server.pass(20_000)
    expect([server.cell('retail:target'), server.cell('grain:target')]).toEqual([130, 3.6])
  })
})

describe('conflicts', () => {
  const conflicted = async () => {
    const server = new ScriptedServer()
    const { openPage, pending } = computer()
    const page = await openPage(server)
    await server.pass(10)
    server.door = 'down'
    server.hangUp(server.socket, 1006)
    page.type(130)
    server.write('retail:target', 125)
    server.door = 'open'
    await server.pass(20_000)
    return { server, page, pending }
  }

  test('a value that moved meanwhile is asked about; until then the others’ value stands', async () => {
    const { page, server } = await conflicted()
    expect(page.table.status.conflicts).toMatchObject([
      { key: 'retail:target', mine: 130, base: 122, theirs: 125, cause: 'base-moved' },
    ])
    expect(page.table.table.cell('retail', 'target')).toBe(125)
    expect(server.cell('retail:target')).toBe(125)
  })

  test.each([
    ['mine', 130],
    ['theirs', 125],
  ] as const)('%s is the value afterwards', async (choice, value) => {
    const { page, server, pending } = await conflicted()
    page.table.resolve(page.table.status.conflicts, choice)
    await server.pass(10)
    expect(server.cell('retail:target')).toBe(value)
    expect(page.table.status.conflicts).toEqual([])
    expect(pending()).toBe(0)
  })

  test('a question that was not answered is asked again after a reload', async () => {
    const { page, server, pending } = await conflicted()
    expect(pending()).toBe(1)
    const again = await page.reload()
    await server.pass(10)
    const [conflict] = again.table.status.conflicts as readonly [Conflict]
    expect(conflict).toMatchObject({ key: 'retail:target', mine: 130 })
    again.table.resolve([conflict], 'mine')
    await server.pass(10)
    expect(server.cell('retail:target')).toBe(130)
  })
})

describe('the server closes for good', () => {
  test.each([
    [4401, 'signed-out', 1],
    [4403, 'forbidden', 0],
  ] as const)('%i is %s, and it does not try again', async (code, state, signedOut) => {
    const server = new ScriptedServer()
    server.door = { closesWith: code }
    const page = await computer().openPage(server)
    await server.pass(60_000)
    expect(kind(page)).toBe(state)
    expect(page.signedOut).toBe(signedOut)
    expect(server.sockets).toHaveLength(1)
  })

  test.each([1001, 1006, 4503, 4508])('%i is tried again', async code => {
    const server = new ScriptedServer()
    server.door = { closesWith: code }
    const page = await computer().openPage(server)
    await server.pass(5_000)
    server.door = 'open'
    await server.pass(20_000)
    expect(kind(page)).toBe('saved')
  })
})
