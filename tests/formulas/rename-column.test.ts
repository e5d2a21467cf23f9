import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnsNaming, referencedColumns, renameColumn, renameInFormula } from '../../shared/formulas/rename-column.ts'
import { structureOf } from './support/plain-table.ts'

describe('[FML-80] renaming rewrites references and nothing else', () => {
  test.each([
    ['=[@投资]+SUM([投资])', '投资', '投资额', '=[@投资额]+SUM([投资额])'],
    ['= [ @ 投 资 ] ＋ 1', '投资', '产值', '= [@产值] ＋ 1'],
    ['="[@投资]"&[@投资额]', '投资', '产值', '="[@投资]"&[@投资额]'],
    ['=“[投资]”&[@投资]', '投资', '产值', '=“[投资]”&[@产值]'],
    ['=表[投资]+[@投资]', '投资', '产值', '=表[投资]+[@产值]'],
    ['=[@1月]:[@6月]', '6月', '7月', '=[@1月]:[@7月]'],
    ['=SUM([@[投 资]])', '投资', '产值', '=SUM([@产值])'],
    ['=[@产值[亿元]]', '产值[亿元]', '产值（亿元）', '=[@产值（亿元）]'],
    ['=[@a]', 'a', "it's [1]#@2", "=[@it''s '[1']'#'@2]"],
    ["=[@it''s '[1']]", "it's [1]", 'a', '=[@a]'],
    ['=[@a]', 'a', '＠［全角］', "=[@'＠'［全角'］]"],
    ['=[@__proto__]+[@constructor]', '__proto__', 'toString', '=[@toString]+[@constructor]'],
    ['=[@a]+', 'a', 'b', '=[@b]+'],
    ['=[@a]+"', 'a', 'b', '=[@a]+"'],
    ['[@a]', 'a', 'b', '[@b]'],
    ['=[@a]*[@A ]', 'a', 'b', '=[@b]*[@b]'],
    ['', 'a', 'b', ''],
  ])('%s: %s becomes %s', (source, from, to, expected) => {
    expect(renameInFormula(source, from, to)).toBe(expected)
  })

  test('whatever the title, the column is found again, and going back gives the formula back', () => {
    const title = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter(t => t.trim() === t && !/^\s*$/.test(t))
    fc.assert(
      fc.property(title, to => {
        const source = '=[@甲]*2+SUM([甲])+[@乙]'
        const renamed = renameInFormula(source, '甲', to)
        const structure = structureOf([
          { id: 'x', title: to },
          { id: 'y', title: '乙' },
        ])
        if (to.normalize('NFKC').replace(/\s+/g, '').toLowerCase() === '乙') return
        expect(referencedColumns(renamed, structure)).toEqual(['x', 'y'])
        expect(renameInFormula(renamed, to, '甲')).toBe(source)
      }),
      { numRuns: 500, seed: Number(process.env.FUZZ_SEED ?? 20_261_122) },
    )
  })
})

describe('[FML-81] renaming a column of a table', () => {
  const structure = structureOf([
    { id: 'c1', title: '完成', group: '2024年' },
    { id: 'c2', title: '完成', group: '2025年' },
    { id: 'c3', title: '计划' },
    { id: 'c4', title: '增速', formula: '=[@2025年/完成]/[@2024年/完成]' },
    { id: 'c5', title: '率', formula: '=[@2025年/完成]/[@计划]' },
    { id: 'c6', title: '按名', formula: '=[@c1]+1' },
  ])

  test('shortens what the new title makes unique, and leaves the rest', () => {
    expect(renameColumn(structure, 'c2', '实绩')).toEqual(
      new Map([
        ['c4', '=[@实绩]/[@2024年/完成]'],
        ['c5', '=[@实绩]/[@计划]'],
      ]),
    )
  })

  test('a title that another column has takes no reference from it', () => {
    expect(renameColumn(structure, 'c3', '实绩')).toEqual(new Map([['c5', '=[@2025年/完成]/[@实绩]']]))
    const renamed = renameColumn(structure, 'c3', '增速')
    expect(renamed.get('c5')).toBe('=[@2025年/完成]/[@c3]')
  })

  test('[FML-82] names what a formula reads and who reads a column', () => {
    expect(referencedColumns('=SUM([@2024年/完成]:[@计划])*[@没有]', structure)).toEqual(['c1', 'c2', 'c3'])
    expect(referencedColumns('=SUM([计划]*[@c1])', structure)).toEqual(['c3', 'c1'])
    expect(referencedColumns('=1+', structure)).toEqual([])
    expect(columnsNaming(structure, 'c1').map(({ id }) => id)).toEqual(['c4', 'c6'])
  })
})
