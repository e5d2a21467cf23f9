import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import type { TableSheet } from './create-sheet.ts'
import styles from './own-rows-toggle.module.css'

interface Props {
  readonly sheet: TableSheet
  readonly pressed: boolean
  readonly toggle: () => void
}

/** Hides the other departments' rows. Where one has no rows here it does not offer itself. */
export function OwnRowsToggle({ sheet, pressed, toggle }: Props) {
  const { t } = useTranslation('table')
  const count = sheet.ownRowCount
  if (count === 0 && !pressed) return null
  return (
    <Button
      className={styles.toggle}
      aria-pressed={pressed}
      aria-label={`${t('own-rows')}: ${t('own-rows-count', { count })}`}
      onClick={toggle}
    >
      {t('own-rows')} <b>{count}</b>
    </Button>
  )
}
