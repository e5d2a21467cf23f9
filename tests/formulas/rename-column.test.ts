import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { referenceKeeper } from '../../shared/formulas/language/keep-references.ts'
import { structureOf } from './support/plain-table.ts'

/** the formula after the one column of that title was renamed */
const renameInFormula = (source: string, from: string, to: string) =>
  referenceKeeper(structureOf([{ id: 'x', title: from }]), structureOf([{ id: 'x', title: to }]))(source)

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
        if (to.normalize('NFKC').replace(/\s+/g, '').toLowerCase() === '乙') return
        expect(renameInFormula(renamed, to, '甲')).toBe(source)
      }),
      { numRuns: 500, seed: Number(process.env.FUZZ_SEED ?? 20_261_122) },
    )
  })
})
