import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { catalogue as zhCN } from './zh-CN/catalogue.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const KEPT_AS = 'tongchou.language'
const isLanguage = (text: string | null): text is Language => languages.includes(text as Language)

/** Chinese unless the person chose otherwise: the browser's own language says nothing about a county office. */
const chosen = (): Language => {
  const kept = localStorage.getItem(KEPT_AS)
  return isLanguage(kept) ? kept : 'zh-CN'
}

/** English comes only to those who want it. */
const load = async (language: Language) => {
  if (i18next.hasResourceBundle(language, 'common')) return
  const { catalogue } = await import('./en/catalogue.ts')
  for (const [namespace, texts] of Object.entries(catalogue)) i18next.addResourceBundle(language, namespace, texts)
}

export async function switchLanguage(language: Language): Promise<void> {
  await load(language)
  localStorage.setItem(KEPT_AS, language)
  await i18next.changeLanguage(language)
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', language => {
    document.documentElement.lang = language
  })
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    defaultNS: 'common',
    resources: { 'zh-CN': zhCN },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  const language = chosen()
  if (language !== 'zh-CN') await switchLanguage(language).catch(() => undefined)
}
