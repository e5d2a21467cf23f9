import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { withoutFilters, withoutRows } from './spec-changes.ts'
import { useViewState } from './use-view.ts'
import type { ViewSheet } from './view-sheet.ts'
import styles from './views.module.css'

interface Props {
  readonly sheet: ViewSheet
  /** the keyboard goes back to the table */
  readonly done: () => void
}

/** What the view does to the table, as long as it does something: never are rows missing without a word. */
export function ViewBar({ sheet, done }: Props) {
  const { t } = useTranslation('view')
  const { spec, gone, shown, total, stale } = useViewState(sheet)
  const { columns } = sheet.view.structure
  const title = (id: string) => columns.find(column => column.id === id)?.title.replaceAll('\n', '') ?? ''
  const known = (id: string) => columns.some(column => column.id === id)
  const sort = spec.sort.filter(({ column }) => known(column))
  const filtered = spec.filters.some(filter => !('column' in filter) || known(filter.column))
  const group = spec.group !== null && known(spec.group) ? spec.group : null
  const hidden = spec.hidden.filter(known).length
  const says = [
    filtered && t(shown === 0 ? 'filtered-none' : 'filtered', { shown, total }),
    sort.length > 0 &&
      t('sorted', {
        by: sort
          .map(({ column, direction }) => `${title(column)}${direction === 'up' ? '↑' : '↓'}`)
          .join(t('sort-then')),
      }),
    group !== null && t('grouped', { title: title(group) }),
    hidden > 0 && t('hidden', { count: hidden }),
    gone.length > 0 && t('gone', { count: gone.length }),
  ].filter(part => part !== false)
  if (says.length === 0) return null
  const act = (next: typeof spec) => {
    sheet.set(next)
    done()
  }
  return (
    <section className={styles.bar} aria-label={t('bar')}>
      <p role="status">{says.join(' · ')}</p>
      {stale && (
        <Button
          small
          kind="quiet"
          className={styles.stale}
          title={t('stale')}
          onClick={() => {
            sheet.reapply()
            done()
          }}
        >
          {t('reapply')}
        </Button>
      )}
      {filtered && (
        <Button small kind="quiet" onClick={() => act(withoutFilters(spec))}>
          {t('clear-filters')}
        </Button>
      )}
      {(sort.length > 0 || group !== null) && (
        <Button small kind="quiet" onClick={() => act(withoutRows(spec))}>
          {t('as-in-table')}
        </Button>
      )}
      {hidden > 0 && (
        <Button small kind="quiet" onClick={() => act({ ...spec, hidden: [] })}>
          {t('show-all')}
        </Button>
      )}
      {gone.length > 0 && (
        <Button small kind="quiet" onClick={() => act(sheet.fitted)}>
          {t('forget-gone')}
        </Button>
      )}
    </section>
  )
}
