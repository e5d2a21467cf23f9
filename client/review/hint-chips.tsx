import { useTranslation } from 'react-i18next'
import type { ReviewedChange } from '../../shared/protocol/api-review.ts'
import type { Translate } from '../grid/words.ts'

/** Questions to the reviewer; each says its reason when one rests on it, and to whoever hears the page. */
export function HintChips({ hints }: { readonly hints: ReviewedChange['hints'] }) {
  const { t } = useTranslation('review')
  const say = t as unknown as Translate
  return hints.map(({ code, params }) => (
    <span key={code} data-hint={code} title={say(`hint-${code}-why`, params)}>
      {say(`hint-${code}`, params)}
      <span className="visually-hidden">：{say(`hint-${code}-why`, params)}</span>
    </span>
  ))
}
