import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/accounts/account.ts'
import type { DepartmentCourse, ReviewAnswer } from '../../shared/protocol/api-review.ts'
import { CHANGE_STATES } from '../../shared/review/standing.ts'
import { takeCourseStep } from '../api/review.ts'
import { Button } from '../ui/button.tsx'
import { when } from '../workspace/when.ts'
import type { ReviewFilter } from './filtered.ts'
import styles from './review.module.css'
import type { Reviewing } from './use-review.ts'
import { WordsForm } from './words-form.tsx'

interface Props {
  readonly review: ReviewAnswer
  readonly account: Account
  readonly table: string
  readonly filter: ReviewFilter
  readonly setFilter: (filter: ReviewFilter) => void
  readonly toQuestion: number
  readonly reviewing: Reviewing
}

type Step = { readonly kind: 'submit' | 'recall' | 'reopen'; readonly department: string }

/** Who has submitted and who has not; a press shows one department's changes, another those of one state. */
export function DepartmentStrip({ review, account, table, filter, setFilter, toQuestion, reviewing }: Props) {
  const { t } = useTranslation('review')
  const [asking, setAsking] = useState<Step | null>(null)
  const changed = ({ changes }: DepartmentCourse) =>
    CHANGE_STATES.reduce((sum, state) => sum + (changes[state] ?? 0), 0)
  const chosen = review.departments.find(({ department }) => department === filter.department)
  const own = review.departments.find(({ department }) => department === account.department)
  const open = review.phase === 'drafting' || review.phase === 'submitted'
  const take = (step: Step, words: string) =>
    void reviewing.run(() => takeCourseStep(table, { ...step, words })).then(ok => ok && setAsking(null))
  return (
    <section className={styles.strip} aria-label={t('departments')}>
      <div className={styles.filters}>
        {(['all', 'question', ...CHANGE_STATES] as const).map(only => {
          const count =
            only === 'all' ? review.changes.length : only === 'question' ? toQuestion : (review.counts[only] ?? 0)
          return (
            <button
              key={only}
              type="button"
              data-only={only}
              aria-pressed={filter.only === only}
              disabled={count === 0 && filter.only !== only}
              onClick={() => setFilter({ ...filter, only: filter.only === only ? 'all' : only })}
            >
              {only === 'all' ? t('count-all') : only === 'question' ? t('to-question') : t(`state-${only}`)}{' '}
              <b>{count}</b>
            </button>
          )
        })}
      </div>
      <div className={styles.departments}>
        {review.departments
          .filter(
            course => changed(course) > 0 || course.state !== 'filling' || course.department === account.department,
          )
          .map(course => (
            <button
              key={course.department}
              type="button"
              aria-pressed={filter.department === course.department}
              title={t('department-line', { name: course.name, rows: course.rows, blank: course.blank })}
              onClick={() =>
                setFilter({
                  ...filter,
                  department: filter.department === course.department ? null : course.department,
                })
              }
            >
              {course.name} <b>{changed(course)}</b>
              <i data-course={course.state}>{t(`course-${course.state}`)}</i>
            </button>
          ))}
        <span className={styles.space} />
        {open && own && review.role !== 'reads' && own.last?.kind !== 'submit' && (
          <Button
            small
            kind="primary"
            title={t('submit-hint')}
            onClick={() => setAsking({ kind: 'submit', department: own.department })}
          >
            {t('submit')}
          </Button>
        )}
        {open && own && own.last?.kind === 'submit' && (
          <Button
            small
            disabled={reviewing.busy}
            onClick={() => take({ kind: 'recall', department: own.department }, '')}
          >
            {t('recall')}
          </Button>
        )}
        {open && chosen && account.roles.includes('planning') && chosen.last?.kind === 'submit' && (
          <Button small onClick={() => setAsking({ kind: 'reopen', department: chosen.department })}>
            {t('reopen')}
          </Button>
        )}
      </div>
      {chosen?.last && (
        <p className={styles.last}>
          {t('submitted-by', { name: chosen.last.accountName, when: when(chosen.last.at) })}
          {chosen.last.words && `：${chosen.last.words}`}
        </p>
      )}
      {asking && (
        <WordsForm
          label={t(asking.kind === 'reopen' ? 'reopen-note' : 'submit-note')}
          needed={asking.kind === 'reopen'}
          busy={reviewing.busy}
          send={({ words }) => take(asking, words)}
          cancel={() => setAsking(null)}
        />
      )}
    </section>
  )
}
