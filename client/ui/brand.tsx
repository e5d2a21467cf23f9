import { useTranslation } from 'react-i18next'
import styles from './brand.module.css'

export function Brand() {
  const { t } = useTranslation()
  return (
    <span className={styles.brand}>
      <i aria-hidden="true" />
      {t('product')}
    </span>
  )
}
