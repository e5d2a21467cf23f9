import { useTranslation } from 'react-i18next'
import type { ColumnPlan } from '../../shared/columns/plan-columns.ts'
import styles from './columns.module.css'
import { issueSentence } from './issue-sentence.ts'

export const hasConsequences = ({ rewrites, broken, shifted }: ColumnPlan): boolean =>
  rewrites.length + broken.length + shifted.length > 0

/** What a change does to formulas of other columns: those spelled anew, those that break, those that read other columns. */
export function Consequences({ plan }: { readonly plan: ColumnPlan }) {
  const { t } = useTranslation('columns')
  const { t: formula } = useTranslation('formula')
  const { rewrites, broken, shifted } = plan
  if (!hasConsequences(plan)) return null
  const list = (titles: readonly string[]) => titles.map(title => `“${title}”`).join(' ')
  const named = (title: string, table: string | undefined) =>
    table === undefined ? title : t('of-table', { table, title: title.replaceAll('\n', '') })
  return (
    <section className={styles.effects} aria-label={t('effects')}>
      {broken.length > 0 && (
        <div data-effect="broken">
          <h3>{t('broken', { count: broken.length })}</h3>
          <ul>
            {broken.map(({ column, title, tableId, table, formula: source, issue }) => (
              <li key={`${tableId ?? ''}:${column}`}>
                <b>{named(title, table)}</b> {issueSentence(issue, formula)}
                <code>{source}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      {shifted.length > 0 && (
        <div data-effect="shifted">
          <h3>{t('shifted', { count: shifted.length })}</h3>
          <ul>
            {shifted.map(({ column, title, formula: source, gains, loses }) => (
              <li key={column}>
                <b>{title}</b> {gains.length > 0 && t('gains', { titles: list(gains) })}{' '}
                {loses.length > 0 && t('loses', { titles: list(loses) })}
                <code>{source}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      {rewrites.length > 0 && (
        <div data-effect="rewritten">
          <h3>{t('rewrites', { count: rewrites.length })}</h3>
          <ul>
            {rewrites.map(({ column, title, tableId, table, after }) => (
              <li key={`${tableId ?? ''}:${column}`}>
                <b>{named(title, table)}</b>
                <code>{after}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
