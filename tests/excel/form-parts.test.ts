import { describe, expect, it } from 'vitest'
import { equalRuns } from '../../server/excel/category-runs.ts'
import { columnLetter } from '../../server/excel/column-letter.ts'
import { annexAndTitle, noteLines } from '../../server/excel/form-words.ts'
import { headerOf } from '../../server/excel/header-rows.ts'
import { lineCount } from '../../server/excel/line-count.ts'
import { cutAtBreaks, planPages } from '../../server/excel/page-plan.ts'
import { cellText, sheetName } from '../../server/excel/safe-text.ts'
import type { Column } from '../../shared/tables/structure.ts'

const column = (title: string, group: string | null = null, unit: string | null = null): Column => ({
  id: title,
  order: title,
  title,
  type: 'value',
  fills: 'owner',
  group,
  unit,
})
const seen = (...args: Parameters<typeof column>) => ({ column: column(...args), hidden: false })
const unseen = (...args: Parameters<typeof column>) => ({ column: column(...args), hidden: true })

describe('headers of several levels', () => {
  it('groups reach across, titles down', () => {
    const header = headerOf([
      seen('指标'),
      seen('计划', '投资\n2022年'),
      seen('完成', '投资\n2022年'),
      seen('合计', '投资'),
    ])
    expect(header).toEqual({
      depth: 3,
      cells: [
        { text: '指标', top: 0, bottom: 2, left: 0, right: 0 },
        { text: '投资', top: 0, bottom: 0, left: 1, right: 3 },
        { text: '2022年', top: 1, bottom: 1, left: 1, right: 2 },
        { text: '计划', top: 2, bottom: 2, left: 1, right: 1 },
        { text: '完成', top: 2, bottom: 2, left: 2, right: 2 },
        { text: '合计', top: 1, bottom: 2, left: 3, right: 3 },
      ],
    })
  })

  it('equal names under different groups stay apart', () => {
    const header = headerOf([seen('a', '甲\n同'), seen('b', '乙\n同')])
    expect(header.cells.filter(cell => cell.text === '同')).toHaveLength(2)
  })

  it('a group of which one column is in sight stands alone over it, and hidden columns do not heighten the header', () => {
    const header = headerOf([seen('指标'), seen('公布值', '年均增长/[累计]'), unseen('复算', '年均增长/[累计]')])
    expect(header.depth).toBe(1)
    expect(header.cells.map(cell => cell.text)).toEqual(['指标', '年均增长/[累计]', '复算'])
  })

  it('a unit follows its title unless the title names it', () => {
    expect(headerOf([seen('投资', null, '亿元'), seen('增速(%)', null, '%')]).cells.map(cell => cell.text)).toEqual([
      '投资（亿元）',
      '增速(%)',
    ])
  })
})

describe('categories merged down', () => {
  const runs = (inner: string[], outer: string[] = inner) =>
    equalRuns(inner.length, row => inner[row]!, [row => outer[row]!])

  it.each([
    [
      ['a', 'a', 'b', 'c', 'c'],
      undefined,
      [
        [0, 1],
        [3, 4],
      ],
    ],
    [['', '', 'a'], undefined, []],
    [['a'], undefined, []],
    [[], undefined, []],
    [['x', 'x', 'x'], ['a', 'a', 'b'], [[0, 1]]],
    [['x', 'x'], ['a', 'b'], []],
  ])('%j within %j', (inner, outer, expected) => {
    expect(runs(inner, outer).map(run => [run.from, run.to])).toEqual(expected)
  })
})

describe('pages', () => {
  const heights = (rows: number, below = 40) => ({ above: 40, header: 30, rows: Array<number>(rows).fill(20), below })

  it('a table that fits has one page', () => {
    expect(planPages(heights(15), [], 1)).toEqual({ breaks: [], shrunk: false })
  })

  it('a little too long is printed smaller', () => {
    expect(planPages(heights(20), [], 1)).toEqual({ breaks: [], shrunk: true })
  })

  it('a long one breaks where the page is full, later pages holding more for want of the title', () => {
    expect(planPages(heights(60), [], 1)).toEqual({ breaks: [19, 41], shrunk: false })
  })

  it('no page ends with the first row of a category alone', () => {
    expect(planPages(heights(60), [{ from: 19, to: 30 }], 1).breaks).toEqual([18, 40])
  })

  it('notes take the last rows with them', () => {
    expect(planPages(heights(42), [], 1).breaks).toEqual([19, 38])
  })

  it('a category over a page end is cut there', () => {
    expect(cutAtBreaks({ from: 5, to: 12 }, [3, 8, 20])).toEqual([
      { from: 5, to: 8 },
      { from: 9, to: 12 },
    ])
  })
})

describe('words of the form', () => {
  it.each([
    [null, []],
    ['仅一条', ['注：仅一条']],
    ['甲\n乙', ['注：1.甲', '　　2.乙']],
    ['注:1.甲\n2、乙\n\n3.5万户', ['注：1.甲', '　　2.乙', '　　3.3.5万户']],
  ])('notes %j', (notes, lines) => {
    expect(noteLines('注：', notes)).toEqual(lines)
  })

  it.each([
    ['附表2 主要指标表', '附表2', '主要指标表'],
    ['附件一：清单', '附件一', '清单'],
    ['附表格式说明', null, '附表格式说明'],
  ])('title %s', (whole, annex, title) => {
    expect(annexAndTitle(whole)).toEqual({ annex, title })
  })

  it.each([
    ['a/b:c*[d]?\\', 'a b c d'],
    ["'引'", '引'],
    ['  ', '表'],
    ['History', '表'],
    ['长'.repeat(40), '长'.repeat(31)],
    [`${'长'.repeat(30)}😀`, '长'.repeat(30)],
  ])('sheet name of %j', (wanted, name) => {
    expect(sheetName(wanted, '表')).toBe(name)
  })

  it.each([
    ['a\u0000b\u000bc', 'abc'],
    ['一\r\n二', '一\n二'],
    ['a\ud800b', 'ab'],
    ['😀', '😀'],
    ['_x0041_', '_x005F_x0041_'],
    ['=1+1', '=1+1'],
  ])('cell text of %j', (text, written) => {
    expect(cellText(text)).toBe(written)
  })

  it('cuts what Excel cannot hold, and says so', () => {
    const cut = cellText('长'.repeat(40_000))
    expect(cut).toHaveLength(32_767)
    expect(cut.endsWith('…')).toBe(true)
  })
})

it.each([
  [1, 'A'],
  [26, 'Z'],
  [27, 'AA'],
  [702, 'ZZ'],
  [703, 'AAA'],
])('column %d is %s', (number, letters) => {
  expect(columnLetter(number)).toBe(letters)
})

it('Chinese text takes twice the room', () => {
  expect(lineCount('十个字的文本正好十个', 148, 10.5)).toBe(1)
  expect(lineCount('十一个字的文本正好十一', 148, 10.5)).toBe(2)
  expect(lineCount('a\nb', 148, 10.5)).toBe(2)
})
