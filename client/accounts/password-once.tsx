import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import styles from './accounts.module.css'

/** A password that was made just now: the server keeps only its hash. */
export function PasswordOnce({ password }: { readonly password: string }) {
  const { t } = useTranslation('accounts')
  const [copied, setCopied] = useState(false)
  return (
    <p className={styles.once} role="status">
      {t('password-once')} <code>{password}</code>{' '}
      <Button
        small
        onClick={() =>
          void navigator.clipboard.writeText(password).then(
            () => setCopied(true),
            () => undefined,
          )
        }
      >
        {t(copied ? 'copied' : 'copy')}
      </Button>
    </p>
  )
}
