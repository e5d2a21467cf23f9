import type { Account, Role } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { Edition } from '../../shared/document/edition.ts'
import { seal } from '../../shared/document/seal.ts'
import { MemoryTableStore } from './memory-table-store.ts'

export const account = (id: string, role: Role, department: string | null = null): Account => ({
  id,
  account: id,
  name: id,
  department,
  departmentName: department,
  roles: [role],
})

export const planning = account('guihua', 'planning')
export const gongxin = account('gongxin', 'clerk', 'gongxin')
export const shangwu = account('shangwu', 'clerk', 'shangwu')
export const leader = account('lingdao', 'leader')

const SAMPLE_STRUCTURE: readonly (readonly [string, Scalar])[] = [
  ['table:title', '主要指标'],
  ['table:phase', 'drafting'],
  ['c0:order', 'B'],
  ['c0:title', '指标值'],
  ['c0:type', 'value'],
  ['c0:fills', 'owner'],
  ['c1:order', 'F'],
  ['c1:title', '目标值'],
  ['c1:type', 'value'],
  ['c1:fills', 'planning'],
  ['c2:order', 'J'],
  ['c2:title', '备注'],
  ['c2:type', 'text'],
  ['c2:fills', 'owner'],
]

/** Four rows: two of 工信局, one of 商务局, one of nobody. */
export const sampleEdition = (): Edition =>
  new Edition({
    table: 't',
    seq: 1,
    parent: null,
    structure: new Map(SAMPLE_STRUCTURE),
    rows: ['r0', 'r1', 'r2', 'r3'],
    rowFacts: new Map([
      ['order', ['B', 'F', 'J', 'N']],
      ['owner', ['gongxin', 'gongxin', 'shangwu', null]],
    ]),
    cells: new Map<string, readonly Scalar[]>([
      ['c0', ['a', 'b', null, 1]],
      ['c1', [1, 2, 3, 4]],
    ]),
  })

export async function sampleStore(): Promise<MemoryTableStore> {
  const store = new MemoryTableStore()
  const edition = sampleEdition()
  const owners = new Map([
    ['r0', 'gongxin'],
    ['r1', 'gongxin'],
    ['r2', 'shangwu'],
  ])
  const table = { id: 't', name: 'sample', title: '主要指标', kind: 'indicator', section: '规划', position: 0 } as const
  await store.createTable(table, { tableId: 't', seq: 1, parent: null, ...seal(edition) }, owners)
  return store
}
