import { useTranslation } from 'react-i18next'
import type { Explanation } from '../../shared/formulas/calculation.ts'
import styles from './inspector.module.css'

export function FormulaExplained({ explanation, text }: { readonly explanation: Explanation; readonly text: string }) {
  const { t } = useTranslation('table')
  const { rounding, decimals } = explanation
  return (
    <>
      <h3>{t('formula')}</h3>
      <code className={styles.formula}>{explanation.formula}</code>
      <h3>{t('inputs')}</h3>
      <dl className={styles.inputs}>
        {explanation.inputs.map(input => (
          <div key={input.columnId}>
            <dt>{input.title.replaceAll('\n', '')}</dt>
            <dd>{input.text === '' ? <span className={styles.blank}>{t('blank')}</span> : input.text}</dd>
          </div>
        ))}
        <div className={styles.result}>
          <dt>{t('result')}</dt>
          <dd>{text === '' ? '—' : text}</dd>
        </div>
      </dl>
      {rounding !== 'none' && decimals !== null && (
        <p className={styles.rule}>{t(`rounding-${rounding}`, { count: decimals })}</p>
      )}
    </>
  )
}
