import { expect, test } from 'vitest'
import { addCommand, draftOf, editOf } from '../../../client/columns/column-draft.ts'
import { alsoMoved, previewRows } from '../../../client/columns/preview.ts'
import { viewUnder } from '../../../shared/document/view-under.ts'
import { createCalculation } from '../../../shared/formulas/create-calculation.ts'
import { columnCommand } from '../../../shared/tables/column-command.ts'
import { PlainTable, structureOf } from '../../formulas/support/plain-table.ts'

const [rate] = structureOf([{ id: 'rate', title: '完成率', formula: '=1', decimals: 2, official: false }]).columns

test('a form that nobody touched writes nothing', () => expect(editOf(draftOf(rate!), draftOf(rate!))).toEqual({}))

test.each([
  [{ title: ' 进度 ' }, { title: '进度' }],
  [{ decimals: '' }, { decimals: null }],
  [
    { decimals: '3', rounding: 'half-even' },
    { decimals: 3, rounding: 'half-even' },
  ],
  [{ group: ' 2024年 \n\n 上半年' }, { group: '2024年\n上半年' }],
  [{ official: true }, { official: true }],
  [{ unit: '  ' }, {}],
  [{ choices: '甲\n乙' }, {}],
] as const)('%j writes %j', (typed, edit) =>
  expect(editOf({ ...draftOf(rate!), ...typed }, draftOf(rate!))).toEqual(edit),
)

test('what the form makes is what the server takes', () => {
  const draft = { ...draftOf(null), title: '差', formula: '=[@完成]-[@计划]', decimals: '1' }
  for (const after of [undefined, null, 'plan'])
    expect(columnCommand.safeParse(addCommand(draft, 'c1', after)).error).toBeUndefined()
  expect(columnCommand.safeParse(addCommand({ ...draft, decimals: '1e9' }, 'c1', null)).success).toBe(false)
})

test('the rows of a preview: the first ones, and those in view', () => {
  const rows = Array.from({ length: 100 }, (_, at) => `r${at}`)
  expect(previewRows(rows, 0, 4)).toEqual(['r0', 'r1', 'r2', 'r3'])
  expect(previewRows(rows, 3, 4)).toEqual(['r0', 'r1', 'r2', 'r3'])
  expect(previewRows(rows, 40, 4)).toEqual(['r0', 'r1', 'r40', 'r41'])
  expect(previewRows(rows, 99, 4)).toEqual(['r0', 'r1', 'r99'])
})

test('a preview reads the same cells under another structure, and says what else moves', () => {
  const columns = [
    { id: 'plan', title: '计划' },
    { id: 'twice', title: '倍', formula: '=[@计划]*2' },
    { id: 'more', title: '再', formula: '=[@倍]+1' },
  ]
  const table = new PlainTable(columns, [{ plan: 3 }])
  const changed = structureOf(
    columns.map(column => (column.id === 'twice' ? { ...column, formula: '=[@计划]*5' } : column)),
  )
  const now = createCalculation(table)
  const then = createCalculation(viewUnder(table, changed))
  expect([now.text('r0', 'twice'), then.text('r0', 'twice')]).toEqual(['6', '15'])
  expect(alsoMoved(['r0'], 'twice', now, then, changed)).toEqual(['再'])
  then.apply(table.set('r0', 'plan', 4))
  expect(then.text('r0', 'more')).toBe('21')
})
