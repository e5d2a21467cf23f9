import { en } from './en.ts'
import { type MessageKey, zhCN } from './zh-CN.ts'

export type Language = 'zh-CN' | 'en'
export type MessageParams = Readonly<Record<string, string | number>>

const catalogue: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { 'zh-CN': zhCN, en }

/** `{name}`, or `{count|cell|cells}` for a number and the words that go with it */
const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g

export function say(language: Language, key: MessageKey, params: MessageParams = {}): string {
  return catalogue[language][key].replace(PLACE, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return one === undefined ? String(value) : `${value} ${value === 1 ? one : many}`
  })
}

/** both languages in one line, Chinese first: for the console, whose reader is not known */
export const sayBoth = (key: MessageKey, params?: MessageParams) =>
  `${say('zh-CN', key, params)} ${say('en', key, params)}`

/** The caller's language from `Accept-Language`: the one of ours they like best, Chinese where they name none. */
export function languageOf(acceptLanguage: string | null | undefined): Language {
  let best: { readonly language: Language; readonly weight: number } = { language: 'zh-CN', weight: 0 }
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';')
    const language = tag.startsWith('zh') ? 'zh-CN' : tag.startsWith('en') ? 'en' : null
    const q = params.map(param => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find(found => found !== undefined)
    const weight = q === undefined ? 1 : Number(q)
    if (language !== null && weight > best.weight) best = { language, weight }
  }
  return best.language
}
