import { describe, expect, test } from 'vitest'
import { completionAt, filledIn } from '../../../client/columns/completion.ts'
import { placeAt } from '../../../client/columns/formula-place.ts'
import { createWorkspace } from '../../../shared/formulas/workspace/workspace.ts'
import { structureOf } from '../../formulas/support/plain-table.ts'

const structure = structureOf([
  { id: 'plan', title: '计划' },
  { id: 'done', title: '完成' },
  { id: 'a1', title: '目标', group: '2024年' },
  { id: 'a2', title: '目标', group: '2025年' },
  { id: 'odd', title: '增长[%]' },
  { id: 'x', title: '完成率', formula: '=1' },
])

/** `|` is the caret */
const at = (marked: string) => [marked.replace('|', ''), marked.indexOf('|')] as const
const figures = structureOf([
  { id: 'n', title: '指标' },
  { id: 'g', title: '目标', group: '2025年' },
])
const named = (id: string, title: string, columns = figures) => ({
  id,
  name: id,
  structure: { ...columns, table: { title, phase: 'drafting' as const } },
})
const workspace = createWorkspace([
  named('own', '本表', structure),
  named('plan-145', '“十四五” 主要指标'),
  named('year', '年度指标'),
])
const tables = { own: 'own', all: workspace, seen: workspace }
const suggestions = (marked: string) => completionAt(...at(marked), structure, 'x', tables)
const inserts = (marked: string) => suggestions(marked).suggestions.map(({ insert }) => insert)

describe('where the caret stands', () => {
  test.each([
    ['=|', null, null],
    ['=SU|', 'name SU', null],
    ['=SUM(|', null, 'SUM 0'],
    ['=IF([@计划]>0,|', null, 'IF 1'],
    ['=IF(SUM(1,2),3,|', null, 'IF 2'],
    ['=IF((1+|', null, 'IF 0'],
    ['=IF(1，|', null, 'IF 1'],
    ['=IF("a,b(",|', null, 'IF 1'],
    ['=IF("未完|', null, 'IF 0'],
    ['=RANK([@完|', 'bracket @完', 'RANK 0'],
    ['=RANK([@完成],[完|', 'bracket 完', 'RANK 1'],
    ['=[@完|成]', 'bracket @完', null],
    ['=I|F(1,2)', 'name I', 'IF -1'],
    ['=没有(|', null, null],
  ])('%s', (marked, word, call) => {
    const place = placeAt(...at(marked))
    const said =
      place.word && `${place.word.kind} ${'thisRow' in place.word && place.word.thisRow ? '@' : ''}${place.word.typed}`
    expect(said).toBe(word)
    expect(place.call && `${place.call.definition.name} ${place.call.argument}`).toBe(call)
  })
})

describe('what may stand there', () => {
  test('columns by any part of their title, spelled so that they are found again', () => {
    expect(inserts('=[@完|')).toEqual(['[@完成]'])
    expect(inserts('=[目标|')).toEqual(['[@2024年/目标]', '[@2025年/目标]'])
    expect(inserts('=[@增长|')).toEqual(["[@增长'[%']]"])
  })
  test('a whole column where the function takes one', () => {
    expect(inserts('=RANK([@完成],[完|')).toEqual(['[完成]'])
    expect(inserts('=RANK([@完成],[@完|')).toEqual(['[@完成]'])
  })
  test('functions by name, by alias, and by what they are for', () => {
    expect(inserts('=sumi|')).toContain('SUMIF(')
    expect(inserts('=完成|')).toEqual(expect.arrayContaining(['完成率(', '[@完成]']))
    expect(inserts('=四舍五入|')).toContain('ROUND(')
  })
  test('other tables by title, quoted where that is needed; never this one', () => {
    expect(inserts('=SUM(年度|')).toEqual(['年度指标['])
    expect(inserts('=SUM(十四|')).toEqual(["'“十四五” 主要指标'["])
    expect(inserts("=SUM('主要|")).toEqual(["'“十四五” 主要指标'["])
    expect(inserts('=SUM(本表|')).toEqual([])
  })
  test('columns of the table before the bracket, as a whole', () => {
    expect(inserts('=SUM(年度指标[|')).toEqual(['[指标]', '[目标]'])
    expect(inserts("=XLOOKUP([@完成],'“十四五” 主要指标'[指|")).toEqual(['[指标]'])
    expect(inserts('=SUM(不存在[|')).toEqual([])
  })
  test('never the column itself', () => expect(inserts('=[|')).not.toContain('[@完成率]'))
  test.each([
    ['=[@完|', 0, '=[@完成]|'],
    ['=[@完|成]+1', 0, '=[@完成]|+1'],
    ['=1+sumif|', 0, '=1+SUMIF(|'],
    ['=sumif|(1)', 0, '=SUMIF|(1)'],
    ['=SUM(年度|', 0, '=SUM(年度指标[|'],
    ['=SUM(年度|[目标])', 0, '=SUM(年度指标|[目标])'],
    ['=SUM(年度指标[目|', 0, '=SUM(年度指标[目标]|'],
    ['=[完|+[@计划]', 0, '=[@完成]|+[@计划]'],
  ])('%s becomes %3$s', (marked, index, wanted) => {
    const [source] = at(marked)
    const completion = suggestions(marked)
    const { source: filled, caret } = filledIn(source, completion, completion.suggestions[index]!)
    expect(`${filled.slice(0, caret)}|${filled.slice(caret)}`).toBe(wanted)
  })
})
