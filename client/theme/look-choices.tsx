import { useTranslation } from 'react-i18next'
import { Segments } from '../ui/segments.tsx'
import { DENSITIES, THEMES } from './look.ts'
import { chooseLook, useLook } from './use-look.ts'

/** Theme and row height, to be chosen. */
export function LookChoices() {
  const { t } = useTranslation('look')
  const look = useLook()
  return (
    <>
      <Segments
        legend={t('theme')}
        options={THEMES.map(value => ({ value, label: t(`theme-${value}`) }))}
        value={look.theme}
        choose={theme => chooseLook({ theme })}
      />
      <Segments
        legend={t('density')}
        options={DENSITIES.map(value => ({ value, label: t(`density-${value}`) }))}
        value={look.density}
        choose={density => chooseLook({ density })}
      />
    </>
  )
}
