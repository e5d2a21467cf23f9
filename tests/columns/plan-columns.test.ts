import { describe, expect, test } from 'vitest'
import { planColumns } from '../../shared/columns/plan-columns.ts'
import { structureMark } from '../../shared/columns/structure-mark.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { structureOf } from '../../shared/document/structure-of.ts'
import { type ColumnCommand, newColumnId } from '../../shared/tables/column-command.ts'
import { createRandom } from '../support/random.ts'

type Sketch = Readonly<Record<string, Scalar>> & { readonly id: string }

const factsOf = (columns: readonly Sketch[]): Map<string, Scalar> =>
  new Map([
    ['table:title', '表'] as const,
    ...columns.flatMap(({ id, ...facts }, at) =>
      Object.entries({
        order: `B${at}`,
        type: 'formula' in facts ? 'computed' : 'value',
        fills: 'planning',
        ...facts,
      }).map(([fact, value]) => [`${id}:${fact}`, value] as const),
    ),
  ])

const facts = factsOf([
  { id: 'plan', title: '计划', unit: '亿元' },
  { id: 'done', title: '完成' },
  { id: 'a1', title: '目标', group: '2024年' },
  { id: 'a2', title: '目标', group: '2025年' },
  { id: 'rate', title: '完成率', formula: '=[@完成]/[@计划]*100' },
  { id: 'rank', title: '名次', formula: '=RANK([@完成率],[完成率])&"[@完成率]"' },
  { id: 'sum', title: '合计', formula: '=SUM([@计划]:[@2024年/目标])' },
  { id: 'gone', title: '旧列', deleted: true },
])
const plan = (...commands: readonly ColumnCommand[]) => planColumns(facts, commands, () => 'new')
const applied = (...commands: readonly ColumnCommand[]) => {
  const { writes } = plan(...commands)
  return structureOf(new Map([...facts, ...writes.map(({ key, value }) => [key, value] as const)]))
}
const order = (...commands: readonly ColumnCommand[]) => applied(...commands).columns.map(({ id }) => id)
const problems = (...commands: readonly ColumnCommand[]) => plan(...commands).problems.map(({ code }) => code)

describe('renaming', () => {
  test('the formulas that name the column are spelled anew, texts in quotes are not', () => {
    const { rewrites, broken, problems, writes } = plan({
      kind: 'change-column',
      column: 'rate',
      facts: { title: '进度[%]' },
    })
    expect(rewrites).toEqual([
      {
        column: 'rank',
        title: '名次',
        before: '=RANK([@完成率],[完成率])&"[@完成率]"',
        after: `=RANK([@进度'[%']],[进度'[%']])&"[@完成率]"`,
      },
    ])
    expect([broken, problems]).toEqual([[], []])
    expect(writes.map(({ key }) => key).sort()).toEqual(['rank:formula', 'rate:title'])
  })
  test('a group that is renamed counts as well', () => {
    const { rewrites } = plan({ kind: 'change-column', column: 'a1', facts: { group: '上年' } })
    expect(rewrites.map(({ column, after }) => [column, after])).toEqual([['sum', '=SUM([@计划]:[@上年/目标])']])
  })
  test('a new column of the same title does not take the name away from the old one', () => {
    const after = applied({ kind: 'add-column', facts: { title: '完成', group: '区县', type: 'value' } })
    expect(after.columns.find(({ id }) => id === 'rate')?.formula).toBe('=[@done]/[@计划]*100')
  })
})

describe('deleting and restoring', () => {
  test('says which formulas would break, and leaves the cells and the words', () => {
    const { broken, writes } = plan({ kind: 'delete-column', column: 'done' })
    expect(broken.map(({ column, issue }) => [column, issue.key, issue.params.name])).toEqual([
      ['rate', 'formula.error.unknown-column.says', '完成'],
    ])
    expect(writes).toEqual([{ key: 'done:deleted', value: true }])
  })
  test('a column inside a range breaks nothing, but the range reads less', () => {
    const { broken, shifted } = plan({ kind: 'delete-column', column: 'done' })
    expect(broken.map(({ column }) => column)).toEqual(['rate'])
    expect(shifted).toEqual([
      { column: 'sum', title: '合计', formula: '=SUM([@计划]:[@2024年/目标])', gains: [], loses: ['完成'] },
    ])
  })
  test('and back', () => {
    expect(order({ kind: 'restore-column', column: 'gone' })).toContain('gone')
    expect(problems({ kind: 'restore-column', column: 'plan' })).toEqual(['not-deleted'])
    expect(problems({ kind: 'restore-column', column: 'nobody' })).toEqual(['not-deleted'])
  })
})

describe('adding and moving', () => {
  test.each([
    [undefined, ['plan', 'done', 'a1', 'a2', 'rate', 'rank', 'sum', 'new']],
    [null, ['new', 'plan', 'done', 'a1', 'a2', 'rate', 'rank', 'sum']],
    ['done', ['plan', 'done', 'new', 'a1', 'a2', 'rate', 'rank', 'sum']],
  ])('after %s', (after, wanted) => {
    const place = after === undefined ? {} : { after }
    expect(order({ kind: 'add-column', ...place, facts: { title: '新' } })).toEqual(wanted)
  })
  test('a range follows the order, and says so', () => {
    const move = { kind: 'move-column', column: 'a2', after: 'plan' } as const
    expect(order(move)).toEqual(['plan', 'a2', 'done', 'a1', 'rate', 'rank', 'sum'])
    expect(plan(move).shifted.map(({ column, gains, loses }) => [column, gains, loses])).toEqual([
      ['sum', ['目标'], []],
    ])
  })
  test('neighbours that leave no room between them are placed anew', () => {
    const tight = factsOf([
      { id: 'a', title: '甲', order: 'B' },
      { id: 'b', title: '乙', order: 'B' },
      { id: 'c', title: '丙', order: 'C' },
    ])
    const { writes } = planColumns(tight, [{ kind: 'move-column', column: 'c', after: 'a' }], () => 'x')
    const after = structureOf(new Map([...tight, ...writes.map(({ key, value }) => [key, value] as const)]))
    expect(after.columns.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
  })
  test('later commands see what earlier ones did', () => {
    const { problems, added, structure } = plan(
      { kind: 'add-column', id: 'c1', facts: { title: '差', type: 'value' } },
      { kind: 'change-column', column: 'c1', facts: { title: '差额' } },
      { kind: 'add-column', id: 'c2', after: 'c1', facts: { title: '倍', type: 'computed', formula: '=[@差额]*2' } },
    )
    expect([problems, added, structure.columns.at(-1)]).toMatchObject([[], ['c1', 'c2'], { id: 'c2', fills: 'nobody' }])
  })
  test('what holds anyway is not written', () => {
    expect(
      plan({ kind: 'change-column', column: 'plan', facts: { title: '计划', official: true, hidden: false } }).writes,
    ).toEqual([])
  })
  test('a computed column that people are to fill is the planning office’s', () => {
    expect(applied({ kind: 'change-column', column: 'rate', facts: { type: 'value' } }).columns[4]).toMatchObject({
      id: 'rate',
      type: 'value',
      fills: 'planning',
    })
  })
})

describe('what is refused', () => {
  const all = ['plan', 'done', 'a1', 'a2', 'rate', 'rank', 'sum']
  test.each<readonly [string, readonly ColumnCommand[]]>([
    ['unknown-column', [{ kind: 'change-column', column: 'nobody', facts: { title: 'x' } }]],
    ['unknown-column', [{ kind: 'delete-column', column: 'gone' }]],
    ['unknown-column', [{ kind: 'move-column', column: 'plan', after: 'gone' }]],
    ['id-taken', [{ kind: 'add-column', id: 'gone', facts: { title: 'x' } }]],
    ['id-taken', [{ kind: 'add-column', id: 'table', facts: { title: 'x' } }]],
    ['title-missing', [{ kind: 'add-column', facts: {} }]],
    ['title-missing', [{ kind: 'change-column', column: 'plan', facts: { title: ' ' } }]],
    ['title-taken', [{ kind: 'change-column', column: 'plan', facts: { title: '完成' } }]],
    ['title-taken', [{ kind: 'change-column', column: 'a1', facts: { group: '2025年' } }]],
    ['formula-missing', [{ kind: 'change-column', column: 'plan', facts: { type: 'computed' } }]],
    ['formula-broken', [{ kind: 'change-column', column: 'rate', facts: { formula: '=[@没有]' } }]],
    ['formula-broken', [{ kind: 'change-column', column: 'rate', facts: { formula: '=[@名次]' } }]],
    ['decimals-missing', [{ kind: 'change-column', column: 'rate', facts: { rounding: 'half-up' } }]],
    ['choices-missing', [{ kind: 'change-column', column: 'plan', facts: { type: 'choice' } }]],
    ['no-column-left', all.map(column => ({ kind: 'delete-column', column }) as const)],
    ['no-column-left', all.map(column => ({ kind: 'change-column', column, facts: { hidden: true } }) as const)],
    [
      'too-many-columns',
      Array.from(
        { length: 494 },
        (_, at) => ({ kind: 'add-column', id: `n${at}`, facts: { title: `${at}` } }) as const,
      ),
    ],
  ])('%s', (code, commands) => expect(problems(...commands)).toEqual([code]))

  test('prototype names are titles like others', () => {
    const names = ['__proto__', 'constructor', 'toString']
    const commands = names.map((title, at) => ({ kind: 'add-column', id: `p${at}`, facts: { title } }) as const)
    expect(problems(...commands, { kind: 'add-column', id: '__proto__', facts: { title: 'x' } })).toEqual([])
  })
})

test('ids pass the gate and are not drawn twice', () => {
  const random = createRandom(7)
  const ids = Array.from({ length: 5_000 }, () => newColumnId(random))
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^c[0-9a-z]{9}$/)
})

test('the mark moves with the columns, and with nothing else', () => {
  const mark = structureMark(structureOf(facts))
  expect(structureMark(structureOf(new Map([...facts].reverse())))).toBe(mark)
  expect(structureMark(structureOf(new Map([...facts, ['table:title', '另一张']])))).toBe(mark)
  expect(structureMark(applied({ kind: 'move-column', column: 'plan', after: 'done' }))).not.toBe(mark)
})
