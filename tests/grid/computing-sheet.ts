import { LinkedResults } from '../../client/linked/linked-results.ts'
import { Presence } from '../../client/sync/presence.ts'
import { createSheet, type TableSheet } from '../../client/tables/create-sheet.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { Edition } from '../../shared/document/edition.ts'
import { orderKeysBetween } from '../../shared/document/order-key.ts'
import { ClientTable } from '../../shared/document/table-client.ts'

const CATEGORIES = 40

const COLUMNS: readonly {
  readonly id: string
  readonly title: string
  readonly formula?: string
  readonly decimals?: number
}[] = [
  { id: 'name', title: '项目' },
  { id: 'category', title: '类别' },
  { id: 'plan', title: '计划' },
  { id: 'done', title: '完成' },
  { id: 'rate', title: '完成率', formula: '=完成率([@完成],[@计划])' },
  { id: 'over', title: '超额', formula: '=IF([@完成]>=[@计划],[@完成]-[@计划],0)' },
  { id: 'share', title: '占比', formula: '=[@完成]/SUM([完成])*100', decimals: 6 },
  { id: 'rank', title: '名次', formula: '=RANK([@完成],[完成])' },
  { id: 'within', title: '类内合计', formula: '=SUMIF([类别],[@类别],[完成])' },
  { id: 'ahead', title: '类内名次', formula: '=COUNTIFS([类别],[@类别],[完成],">"&[@完成])+1' },
]

function entered(column: string, row: number): Scalar {
  switch (column) {
    case 'name':
      return `第${row + 1}项重点工作`
    case 'category':
      return `类别${row % CATEGORIES}`
    case 'plan':
      return (((row + 1) * 7919) % 100_003) / 100
    case 'done':
      return (((row + 1) * 104_729) % 99_991) / 100
    default:
      return null
  }
}

/** The sheet of the real page: the client's table with nobody at the other end, and the live calculation over it. */
export function computingSheet(rowCount: number, me: Account): TableSheet {
  const orders = orderKeysBetween(null, null, COLUMNS.length)
  const structure = new Map<string, Scalar>([
    ['table:title', '十万行'],
    ['table:phase', 'drafting'],
  ])
  for (const [at, { id, title, formula, decimals }] of COLUMNS.entries()) {
    structure.set(`${id}:title`, title).set(`${id}:order`, orders[at]!).set(`${id}:width`, 110)
    const type = formula === undefined ? (at < 2 ? 'text' : 'value') : 'computed'
    structure.set(`${id}:type`, type).set(`${id}:fills`, formula === undefined ? 'planning' : 'nobody')
    if (decimals !== undefined) structure.set(`${id}:decimals`, decimals)
    if (formula !== undefined) structure.set(`${id}:formula`, formula)
  }
  const rows = Array.from({ length: rowCount }, (_, row) => `r${row}`)
  const edition = new Edition({
    table: 'computing',
    seq: 1,
    parent: null,
    structure,
    rows,
    rowFacts: new Map([['order', orderKeysBetween(null, null, rowCount)]]),
    cells: new Map(
      COLUMNS.filter(({ formula }) => formula === undefined).map(({ id }) => [
        id,
        rows.map((_, row) => entered(id, row)),
      ]),
    ),
  })
  const table = new ClientTable(
    { room: 'computing@1-0000000000000000', hash: '0'.repeat(64), edition },
    {
      transport: { connect: () => {}, send: () => {} },
      editions: { fetchCurrent: () => Promise.reject(new Error('nobody is there')) },
      random: () => 0.5,
    },
  )
  return createSheet({
    tableId: 'computing',
    table,
    account: me,
    presence: new Presence(() => {}),
    linked: new LinkedResults(() => {}),
    departmentName: id => id,
  })
}
