import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import styles from './proofs-button.module.css'

export function ProofsButton({ open, toggle }: { readonly open: boolean; readonly toggle: () => void }) {
  const { t } = useTranslation('proofs')
  return (
    <Button className={styles.button} aria-pressed={open} title={open ? t('close') : t('open')} onClick={toggle}>
      <ListChecks size={15} aria-hidden="true" />
      {t('proofs')}
    </Button>
  )
}
