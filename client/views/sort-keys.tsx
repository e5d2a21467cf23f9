import { useTranslation } from 'react-i18next'
import type { SortKey } from '../../shared/views/view-spec.ts'
import { Button } from '../ui/button.tsx'
import { useViewState } from './use-view.ts'
import type { ViewSheet } from './view-sheet.ts'
import styles from './views.module.css'

const MOST = 8

/** Sorting by several columns: the first weighs most. What is chosen holds at once. */
export function SortKeys({ sheet }: { readonly sheet: ViewSheet }) {
  const { t } = useTranslation('view')
  const { spec } = useViewState(sheet)
  const { sort } = spec
  const { columns } = sheet.view.structure
  const free = columns.filter(({ id }) => sort.every(key => key.column !== id))
  const set = (keys: readonly SortKey[]) => sheet.set({ ...spec, sort: [...keys] })
  const replace = (at: number, key: SortKey) => set(sort.map((known, place) => (place === at ? key : known)))
  return (
    <fieldset className={styles.sortKeys}>
      <legend>{t('sort-keys')}</legend>
      {sort.map((key, at) => (
        <p key={key.column}>
          <select
            aria-label={t('sort-key', { place: at + 1 })}
            value={key.column}
            onChange={event => replace(at, { ...key, column: event.target.value })}
          >
            {columns
              .filter(column => column.id === key.column || free.includes(column))
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title.replaceAll('\n', '')}
                </option>
              ))}
          </select>
          <select
            aria-label={t('sort-direction', { place: at + 1 })}
            value={key.direction}
            onChange={event => replace(at, { ...key, direction: event.target.value === 'down' ? 'down' : 'up' })}
          >
            <option value="up">{t('is-up')}</option>
            <option value="down">{t('is-down')}</option>
          </select>
          <Button
            small
            aria-label={t('sort-remove', { place: at + 1 })}
            onClick={() => set(sort.filter((_, place) => place !== at))}
          >
            ×
          </Button>
        </p>
      ))}
      {sort.length < MOST && free[0] && (
        <Button small onClick={() => set([...sort, { column: free[0]!.id, direction: 'up' }])}>
          {t('sort-add')}
        </Button>
      )}
    </fieldset>
  )
}
