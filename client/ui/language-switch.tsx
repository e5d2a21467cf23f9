import { useTranslation } from 'react-i18next'
import { type Language, languages, switchLanguage } from '../i18n/i18n.ts'
import styles from './language-switch.module.css'

const NAMES: Record<Language, string> = { 'zh-CN': '中文', en: 'English' }

export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">{t('language')}</legend>
      {languages.map(language => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void switchLanguage(language)}
        >
          {NAMES[language]}
        </button>
      ))}
    </fieldset>
  )
}
