import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { readTour, writeTour } from './seen-tour.ts'
import styles from './tour.module.css'

const STEPS = ['own', 'fill', 'computed', 'undo'] as const

/** Four sentences for who comes for the first time. It covers nothing, takes no keys, and is gone for good once skipped. */
export function Tour({ account }: { readonly account: string }) {
  const { t } = useTranslation('tour')
  const [step, setStep] = useState(() => (readTour(account) ? null : 0))
  const name = step === null ? undefined : STEPS[step]
  if (step === null || name === undefined) return null
  const last = step === STEPS.length - 1
  const end = () => {
    writeTour(account)
    setStep(null)
  }
  return (
    <section className={styles.tour} aria-labelledby="tour-title" data-tour>
      <h2 id="tour-title">
        {t('title')}
        <span>{t('place', { at: step + 1, of: STEPS.length })}</span>
      </h2>
      <p aria-live="polite">
        <b>{t(`${name}-title`)}</b>
        {t(`${name}-body`)}
      </p>
      <div>
        <Button small kind="quiet" onClick={end}>
          {t('skip')}
        </Button>
        <Button small disabled={step === 0} onClick={() => setStep(step - 1)}>
          {t('back')}
        </Button>
        <Button small kind="primary" onClick={() => (last ? end() : setStep(step + 1))}>
          {last ? t('done') : t('next')}
        </Button>
      </div>
    </section>
  )
}
