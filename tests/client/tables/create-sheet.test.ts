import { afterEach, describe, expect, test } from 'vitest'
import type { SheetChange } from '../../../client/grid/sheet.ts'
import { OpenTable } from '../../../client/sync/open-table.ts'
import { createPendingStore } from '../../../client/sync/pending-store.ts'
import { createSheet } from '../../../client/tables/create-sheet.ts'
import { rowTestToggled } from '../../../client/views/spec-changes.ts'
import { createViewSheet } from '../../../client/views/view-sheet.ts'
import type { Account } from '../../../shared/accounts/account.ts'
import { FakeStorage } from '../sync/fake-storage.ts'
import { ScriptedServer } from '../sync/scripted-server.ts'
import { smallTable } from '../sync/small-table.ts'

const clerk: Account = {
  id: 'a1',
  account: 'shangwu',
  name: '黄丽',
  department: 'shangwu',
  departmentName: '商务局',
  roles: ['clerk'],
}
const planner: Account = { ...clerk, id: 'a2', department: 'guihua', departmentName: '规划办', roles: ['planning'] }
const leader: Account = { ...clerk, id: 'a3', department: null, departmentName: null, roles: ['leader'] }

const opened: OpenTable[] = []
afterEach(() => {
  for (const table of opened.splice(0)) table.close()
})

async function open(account: Account = clerk) {
  const server = new ScriptedServer()
  const table = new OpenTable({
    current: smallTable(),
    editions: { fetchCurrent: async () => smallTable() },
    host: server,
    url: room => room,
    store: createPendingStore(account.id, 't1', 'page', new FakeStorage(), null),
    onSignedOut: () => {},
    onRefused: () => {},
    onOvertaken: () => {},
    onStorageFull: () => {},
  })
  opened.push(table)
  const sheet = createSheet({
    tableId: 't1',
    table: table.table,
    account,
    presence: table.presence,
    linked: table.linked,
    departmentName: id => ({ shangwu: '商务局', nongye: '农业农村局' })[id] ?? id,
  })
  const changes: SheetChange[] = []
  await table.start()
  await server.pass(10)
  sheet.subscribe(change => changes.push(change))
  return { server, sheet, changes, settle: () => server.pass(10) }
}

describe('rights, asked beforehand', () => {
  test.each([
    [clerk, 'retail', 'target', true, 'own-row'],
    [clerk, 'grain', 'target', false, 'row-of-other-department'],
    [clerk, 'retail', 'name', false, 'column-of-planning-office'],
    [clerk, 'retail', 'double', false, 'column-is-computed'],
    [clerk, 'retail', 'gone', false, 'role-only-reads'],
    [planner, 'grain', 'target', true, 'planning-office'],
    [leader, 'grain', 'target', false, 'role-only-reads'],
  ] as const)('%#: $roles on %s %s', async (account, row, column, allowed, reason) => {
    const { sheet } = await open(account)
    expect(sheet.decide(row, column)).toMatchObject({ allowed, reason })
  })

  test('own rows are those of the department, and owners go by name', async () => {
    const { sheet } = await open()
    expect(sheet.view.rows.map(row => sheet.isOwnRow(row))).toEqual([true, true, false])
    expect(sheet.ownRowCount).toBe(2)
    expect(sheet.ownerName?.('grain')).toBe('农业农村局')
    expect((await open(leader)).sheet.ownRowCount).toBe(0)
  })
})

describe('changes', () => {
  test('an own edit repaints the cell and what is computed from it, and does not glow', async () => {
    const { sheet, changes } = await open()
    expect(sheet.text('retail', 'double')).toBe('244')
    sheet.write([{ row: 'retail', column: 'target', value: 130 }], 'type')
    expect(sheet.text('retail', 'double')).toBe('260')
    expect(changes[0]).toMatchObject({ rows: false, structure: false, fromOthers: [] })
    expect(changes[0]?.cells).toEqual(
      expect.arrayContaining([
        { row: 'retail', column: 'target' },
        { row: 'retail', column: 'double' },
      ]),
    )
  })

  test('somebody else’s edit glows where it was entered, not where it is computed', async () => {
    const { sheet, server, changes } = await open()
    server.write('grain:target', 4)
    expect(changes).toHaveLength(1)
    expect(changes[0]?.fromOthers).toEqual([{ row: 'grain', column: 'target' }])
    expect(sheet.text('grain', 'double')).toBe('8')
  })

  test('a cell is unsaved until the server has it, and is repainted then', async () => {
    const { sheet, server, changes, settle } = await open()
    server.slowDisk = true
    sheet.write([{ row: 'retail', column: 'target', value: 130 }], 'type')
    expect(sheet.isUnsaved('retail', 'target')).toBe(true)
    changes.length = 0
    server.slowDisk = false
    server.hangUp(server.socket, 1006)
    await server.pass(20_000)
    await settle()
    expect(sheet.isUnsaved('retail', 'target')).toBe(false)
    expect(changes.flatMap(({ cells }) => (cells === 'all' ? [] : cells))).toContainEqual({
      row: 'retail',
      column: 'target',
    })
  })

  test('revisions are counted as they come and go', async () => {
    const { sheet, server } = await open()
    expect(sheet.revisionCount).toBe(0)
    server.write('grain:target', 4)
    sheet.write([{ row: 'retail', column: 'target', value: 130 }], 'type')
    expect(sheet.revisionCount).toBe(2)
    expect(sheet.revision('retail', 'target')).toEqual({ before: 122 })
    sheet.undo()
    expect(sheet.revisionCount).toBe(1)
    expect(sheet.revision('retail', 'target')).toBe(null)
    sheet.redo()
    expect(sheet.revisionCount).toBe(2)
  })

  test('undo takes back one’s own step and leaves what somebody wrote over it', async () => {
    const { sheet, server } = await open()
    sheet.write(
      [
        { row: 'retail', column: 'target', value: 1 },
        { row: 'export', column: 'target', value: 2 },
      ],
      'paste',
    )
    server.write('retail:target', 9)
    expect(sheet.undo()).toEqual([{ row: 'export', column: 'target' }])
    expect([sheet.text('retail', 'target'), sheet.text('export', 'target')]).toEqual(['9', '30.66'])
  })
})

test('the sheet of one’s own rows shows those alone and is otherwise the same', async () => {
  const { sheet } = await open()
  const own = createViewSheet(sheet)
  own.set(rowTestToggled(own.state.spec, 'own'))
  expect(own.view.rows).toEqual(['retail', 'export'])
  expect([own.view.rowIndex('export'), own.view.rowIndex('grain')]).toEqual([1, -1])
  own.write([{ row: 'export', column: 'target', value: 31 }], 'type')
  expect(sheet.text('export', 'double')).toBe('62')
  expect(own.canUndo).toBe(true)
})
