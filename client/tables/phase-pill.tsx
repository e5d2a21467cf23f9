import { useTranslation } from 'react-i18next'
import type { Phase } from '../../shared/tables/structure.ts'
import { Pill } from '../ui/pill.tsx'

const TONE = { drafting: 'waiting', submitted: 'own', issued: 'reached', archived: 'plain' } as const satisfies Record<
  Phase,
  string
>

export function PhasePill({ phase }: { readonly phase: Phase }) {
  const { t } = useTranslation('table')
  return <Pill tone={TONE[phase]}>{t(`phase-${phase}`)}</Pill>
}
