import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { common } from '../../../client/i18n/zh-CN/common.ts'
import { permission } from '../../../client/i18n/zh-CN/permission.ts'
import { sync } from '../../../client/i18n/zh-CN/sync.ts'
import { Notices } from '../../../client/tables/notices.tsx'
import { refusalText } from '../../../client/tables/refusal-text.ts'
import { MOST_TEXT, type RefusedEdit } from '../../../shared/document/edit.ts'
import { clerkOf, plan145Sheet } from '../../grid/plan-145-sheet.ts'

beforeAll(async () => {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    resources: { 'zh-CN': { common, permission, sync } },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  })
})

describe('why an edit was not taken', () => {
  const says = (value: RefusedEdit['value'], why: RefusedEdit['why'] = 'row-of-other-department') =>
    refusalText(plan145Sheet(clerkOf('shangwu')), { map: 'cells', key: 'r005:target', value, why })

  it.each([
    ['a short value whole', '130', '“130”'],
    ['a number', 8, '“8”'],
    ['a blank by its name', null, '“空”'],
    ['forty characters of a long one', '长'.repeat(41), `“${'长'.repeat(40)}…”`],
    ['a text of several lines on one line', '左\n\n右', '“左 右”'],
  ])('quotes %s', (_, value, quote) => {
    const text = says(value)
    expect(text).toContain(quote)
    expect(text).toContain('社会消费品零售总额 · 2025年目标值')
    expect(text).toContain('这一行由')
  })

  it('a text over the limit has a sentence of its own, which names the limit', () => {
    const text = says('长'.repeat(MOST_TEXT / 3 + 1), 'not-storable')
    expect(text).toContain('太长')
    expect(text).toContain('32,768 字节')
    expect(text).toContain('10,922 个汉字')
    expect(text.length).toBeLessThan(150)
  })
})

describe('notices', () => {
  const shown = (count: number) => {
    const notices = Array.from({ length: count }, (_, i) => ({
      id: count - i,
      tone: 'warn' as const,
      text: `第${count - i}条`,
    }))
    return renderToStaticMarkup(<Notices notices={notices} close={() => undefined} />)
  }

  it('the newest three are there, each with a button to close it; a number stands for the older ones', () => {
    const markup = shown(5)
    expect(markup.match(/第\d条/g)).toEqual(['第5条', '第4条', '第3条'])
    expect(markup.match(/<button/g)).toHaveLength(3)
    expect(markup).toContain('+2')
    expect(shown(3)).not.toContain('+')
  })
})
