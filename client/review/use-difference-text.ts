import { useTranslation } from 'react-i18next'
import type { Difference } from '../../shared/review/difference.ts'
import { differenceText } from '../../shared/review/difference-text.ts'
import type { Translate } from '../grid/words.ts'

export function useDifferenceText(): (differences: readonly Difference[]) => string {
  const { t } = useTranslation('review')
  const say = t as unknown as Translate
  return differences => differenceText(differences, (key, params) => say(key, params))
}
