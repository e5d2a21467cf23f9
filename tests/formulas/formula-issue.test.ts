import { describe, expect, test } from 'vitest'
import { errorSentencesEn, errorSentencesZh } from '../../shared/formulas/error-sentences.ts'
import type { ErrorDetail } from '../../shared/formulas/errors.ts'
import { formulaIssue } from '../../shared/formulas/formula-issue.ts'
import { structureOf } from './support/plain-table.ts'

const structure = structureOf([
  { id: 'plan', title: '计划' },
  { id: 'done', title: '完成' },
  { id: 'a1', title: '目标', group: '2024年' },
  { id: 'a2', title: '目标', group: '2025年' },
  { id: 'x', title: '完成率', formula: '=[@完成]/[@计划]' },
])

describe('[FML-8] an issue says what is wrong, where, and what to do', () => {
  test.each([
    ['[@完成]', '#SYNTAX!', 'no-equals-sign', '[@完成]'],
    ['=', '#SYNTAX!', 'empty', ''],
    ['=[@完成]/', '#SYNTAX!', 'unfinished', ''],
    ['=([@完成]+1', '#SYNTAX!', 'unclosed-parenthesis', '([@完成]+1'],
    ['=1+[@完成', '#SYNTAX!', 'unclosed-bracket', '[@完成'],
    ['=1+"文', '#SYNTAX!', 'unclosed-text', '"文'],
    ['=1 $ 2', '#SYNTAX!', 'unexpected-character', '$'],
    ['=1,2', '#SYNTAX!', 'unexpected-token', ','],
    ['=[@完成]+[@没有]', '#REF!', 'unknown-column', '[@没有]'],
    ['=[@目标]', '#REF!', 'ambiguous-column', '[@目标]'],
    ['=1+完成', '#NAME?', 'name-needs-brackets', '完成'],
    ['=1+nothing', '#NAME?', 'unknown-name', 'nothing'],
    ['=1+没有(2)', '#NAME?', 'unknown-function', '没有(2)'],
    ['=1+完成率(1)', '#SYNTAX!', 'too-few-arguments', '完成率(1)'],
    ['=NOT(1,2)', '#SYNTAX!', 'too-many-arguments', 'NOT(1,2)'],
    ['=[完成]*2', '#VALUE!', 'column-as-value', '[完成]'],
    ['=[@计划]:[@完成]', '#VALUE!', 'range-as-value', '[@计划]:[@完成]'],
    ['=RANK(1,[@完成])', '#VALUE!', 'needs-column', '[@完成]'],
    ['=附表1[完成]', '#VALUE!', 'other-table-as-value', '附表1[完成]'],
  ] as const)('%s is %s %s', (source, code, detail, at) => {
    const issue = formulaIssue(source, structure)
    expect(issue).toMatchObject({ code, key: `formula.error.${detail}.says`, todoKey: `formula.error.${detail}.todo` })
    expect(source.slice(issue?.position.start, issue?.position.end)).toBe(at)
  })

  test('nothing is wrong with these', () => {
    for (const source of ['=[@完成]/[@计划]*100', '=[@2024年/目标]', '=SUM([完成])', '=[@a2]'])
      expect(formulaIssue(source, structure)).toBe(null)
  })

  test('a circle is found for the column that the formula is for', () => {
    expect(formulaIssue('=[@完成率]', structure, 'done')).toMatchObject({
      code: '#CYCLE!',
      params: { columns: '完成 → 完成率 → 完成' },
    })
    expect(formulaIssue('=[@完成率]', structure, 'plan')?.code).toBe('#CYCLE!')
    expect(formulaIssue('=[@完成率]', structure, 'a1')).toBe(null)
  })

  test('both languages speak of the same parameters', () => {
    const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
    for (const detail of Object.keys(errorSentencesZh) as ErrorDetail[]) {
      const zh = errorSentencesZh[detail]
      const en = errorSentencesEn[detail]
      expect(parameters(en.says), detail).toEqual(parameters(zh.says))
      expect(new Set(parameters(en.todo)), detail).toEqual(new Set(parameters(zh.todo)))
    }
  })
})
