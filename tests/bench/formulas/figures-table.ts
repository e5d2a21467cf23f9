import type { Scalar } from '../../../shared/core/scalar.ts'
import { Edition } from '../../../shared/document/edition.ts'
import { orderKeysBetween } from '../../../shared/document/order-key.ts'
import { TableModel } from '../../../shared/document/table-model.ts'

/** The same figures for every engine, by rows: plan and result with two digits, years to come, and a key into the first 1,000 rows. */
export interface Figures {
  readonly plan: Float64Array
  readonly done: Float64Array
  readonly years: Float64Array
  readonly key: Float64Array
  /** 1,000 keys and what each stands for */
  readonly code: Float64Array
  readonly price: Float64Array
}

const PRICES = 1_000

export function figuresOf(rows: number): Figures {
  const of = (made: (row: number) => number, count = rows) =>
    Float64Array.from({ length: count }, (_, row) => made(row))
  return {
    // sevenths without end: no quotient lies half-way between two roundings, where engines differ and the loop does not care
    plan: of(row => (((((row + 1) * 7919) % 100_003) + 1) * 7) / 100),
    done: of(row => ((((row + 1) * 104_729) % 99_991) * 7 + 3) / 100),
    years: of(row => (row % 5) + 1),
    key: of(row => (row * 37) % PRICES),
    code: of(row => (row * 7) % PRICES, PRICES),
    price: of(row => (row % 97) + 0.5, PRICES),
  }
}

/** title, our formula */
export const FORMULAS = [
  ['rate', '完成率', '=[@完成]/[@计划]*100'],
  ['gap', '差额', '=[@完成]-[@计划]'],
  ['weighted', '加权', '=[@完成]*1.08+[@计划]/2-3'],
  ['over', '超额', '=IF([@完成]>=[@计划],[@完成]-[@计划],0)'],
  ['growth', '年均', '=(POWER([@完成]/[@计划],1/[@年数])-1)*100'],
  ['rounded', '取整', '=ROUND([@完成率],2)'],
  ['share', '占比', '=[@完成]/SUM([完成])*100'],
  ['rank', '名次', '=RANK([@完成],[完成])'],
  ['price', '单价', '=XLOOKUP([@编号],[编码],[价目])'],
  ['amount', '金额', '=[@完成]*[@单价]'],
] as const
export type Computed = (typeof FORMULAS)[number][0]

export function tableOf({ plan, done, years, key, code, price }: Figures): TableModel {
  const rows = plan.length
  const entered = [
    ['plan', '计划', plan],
    ['done', '完成', done],
    ['years', '年数', years],
    ['key', '编号', key],
    ['code', '编码', code],
    ['priceOf', '价目', price],
  ] as const
  const structure = new Map<string, Scalar>([
    ['table:title', '测量'],
    ['table:phase', 'drafting'],
  ])
  const orders = orderKeysBetween(null, null, entered.length + FORMULAS.length)
  const column = (id: string, title: string, at: number, more: Readonly<Record<string, Scalar>>) => {
    for (const [fact, value] of Object.entries({ title, order: orders[at]!, ...more }))
      structure.set(`${id}:${fact}`, value)
  }
  for (const [at, [id, title]] of entered.entries()) column(id, title, at, { type: 'value', fills: 'owner' })
  for (const [at, [id, title, formula]] of FORMULAS.entries())
    column(id, title, entered.length + at, { type: 'computed', fills: 'nobody', formula })
  return new TableModel(
    new Edition({
      table: 'measured',
      seq: 1,
      parent: null,
      structure,
      rows: Array.from({ length: rows }, (_, row) => `r${row}`),
      rowFacts: new Map([['order', orderKeysBetween(null, null, rows)]]),
      cells: new Map(
        entered.map(([id, , values]) => [id, Array.from({ length: rows }, (_, row) => values[row] ?? null)]),
      ),
    }),
  )
}
