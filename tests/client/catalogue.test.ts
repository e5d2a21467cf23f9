import { describe, expect, test } from 'vitest'
import { catalogue as en } from '../../client/i18n/en/catalogue.ts'
import { catalogue as zh } from '../../client/i18n/zh-CN/catalogue.ts'
import { refusalReason } from '../../shared/protocol/frames.ts'

type Texts = { readonly [key: string]: string | Texts }

/** `a.b` → text, singular forms left out */
const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? key.endsWith('_one')
        ? []
        : [[path + key, text] as [string, string]]
      : flat(text, `${path}${key}.`),
  )
const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort()

describe.each(Object.keys(zh) as (keyof typeof zh)[])('%s', namespace => {
  const chinese = new Map(flat(zh[namespace] as Texts))
  const english = new Map(flat(en[namespace] as Texts))

  test('has the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })
  test('has the same parameters in both languages', () => {
    for (const [key, text] of chinese)
      expect([key, parameters(english.get(key) ?? '')]).toEqual([key, parameters(text)])
  })
  test('English is English', () => {
    for (const [key, text] of english)
      expect([key, /[\u4e00-\u9fff]/.test(text) && namespace !== 'formula']).toEqual([key, false])
  })
})

test('every reason that the gate can give has a sentence', () => {
  for (const texts of [zh, en])
    expect(Object.keys(texts.permission)).toEqual(expect.arrayContaining(refusalReason.options))
})
