import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HomeAnswer } from '../../shared/protocol/api-home.ts'
import { messageOf } from '../api/api-error.ts'
import { setDue } from '../api/home.ts'
import { Button } from '../ui/button.tsx'
import styles from './home.module.css'
import { officeLines, overdueParts, wholeOf } from './home-figures.ts'
import { OfficeCell } from './office-cell.tsx'
import { Progress } from './progress.tsx'
import { useUrging } from './use-urging.ts'

/** Department by table: who has filled what, what is handed in, came back or is late; and who is urged. */
export function Offices({ home, mayPlan }: { readonly home: HomeAnswer; readonly mayPlan: boolean }) {
  const { t } = useTranslation('home')
  const { tables } = home
  const queryClient = useQueryClient()
  const due = useMutation({
    mutationFn: ({ table, day }: { readonly table: string; readonly day: string }) => setDue(table, day || null),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['home'] }),
  })
  const urging = useUrging(home)
  const overdue = overdueParts(tables)
  const problem = due.error ? messageOf(due.error) : urging.problem
  const lines = officeLines(tables, home.departments)
  return (
    <div>
      <div className={styles.heading}>
        <h3 id="home-offices">{t('offices')}</h3>
        {mayPlan && overdue.length > 0 && (
          <Button small disabled={urging.pending} onClick={() => urging.urge(overdue)}>
            {t('urge-overdue', { count: overdue.length })}
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <p role="status" className={styles.said}>
        {urging.said}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.scroll} tabIndex={0} aria-labelledby="home-offices">
        <table className={`${styles.list} ${styles.matrix}`}>
          <thead>
            <tr>
              <th scope="col">{t('office')}</th>
              {tables.map(table => (
                <th key={table.id} scope="col">
                  <Link to="/tables/$name" params={{ name: table.name }} title={table.title}>
                    {table.shortTitle ?? table.title}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.sum}>
              <th scope="row">{t('all-offices')}</th>
              {tables.map(table => (
                <td key={table.id}>
                  <Progress {...wholeOf(table)} />
                  {table.open > 0 && <small>{t('to-review', { count: table.open })}</small>}
                </td>
              ))}
            </tr>
            <tr className={styles.sum}>
              <th scope="row">{t('due')}</th>
              {tables.map(({ id, shortTitle, title, due: day }) => (
                <td key={id}>
                  {mayPlan ? (
                    <input
                      type="date"
                      aria-label={t('due-of', { title: shortTitle ?? title })}
                      value={day ?? ''}
                      onChange={event => due.mutate({ table: id, day: event.target.value })}
                    />
                  ) : (
                    (day ?? <span className={styles.none}>{t('due-none')}</span>)
                  )}
                </td>
              ))}
            </tr>
            {lines.map(({ id, name, shares }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {shares.map((share, at) => (
                  <td key={tables[at]!.id}>
                    {share && (
                      <OfficeCell
                        table={tables[at]!}
                        share={share}
                        office={name}
                        urge={mayPlan ? () => urging.urge([{ table: tables[at]!.id, department: id }]) : null}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
