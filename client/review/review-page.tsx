import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, FileSpreadsheet } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { sessionQuery } from '../api/session.ts'
import { tableQuery } from '../api/tables.ts'
import { PhasePill } from '../tables/phase-pill.tsx'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { ChangeList } from './change-list.tsx'
import { DepartmentStrip } from './department-strip.tsx'
import { EVERYTHING, filtered, isToQuestion, type ReviewFilter } from './filtered.ts'
import { IssueForm } from './issue-form.tsx'
import { MovedNotice } from './moved-notice.tsx'
import { RequestsPanel } from './requests-panel.tsx'
import styles from './review.module.css'
import { useReview } from './use-review.ts'
import { VersionsPanel } from './versions-panel.tsx'

type Part = 'changes' | 'requests' | 'versions'

/** `/tables/{name}/review`: what changed since the baseline, first what ought to be questioned. */
export function ReviewPage() {
  const { name } = useParams({ from: '/workspace/tables/$name/review' })
  const { t } = useTranslation('review')
  const { t: common } = useTranslation()
  const { data: account } = useQuery(sessionQuery)
  const { data: detail, error } = useQuery({ ...tableQuery(name), staleTime: 60_000 })
  const reviewing = useReview(name)
  const [filter, setFilter] = useState<ReviewFilter>(EVERYTHING)
  const [part, setPart] = useState<Part>('changes')
  const [issuing, setIssuing] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const { review } = reviewing

  useEffect(() => {
    document.title = `${t('review')} · ${detail?.title ?? name} · ${common('product')}`
  }, [detail, name, t, common])

  const failure = error ? messageOf(error) : reviewing.failed
  if (failure !== null)
    return (
      <>
        <header />
        <main id="content">
          <Message
            urgent
            title={t('review')}
            body={failure}
            action={
              <Link to="/tables/$name" params={{ name }}>
                {t('back')}
              </Link>
            }
          />
        </main>
      </>
    )
  const shown = review ? filtered(review, filter) : []
  const base = review?.base.baseline
  const isOffice = account?.roles.includes('planning') ?? false
  const titleOf = (column: string) =>
    detail?.columns.find(({ id }) => id === column)?.title.replaceAll('\n', '') ?? column
  const undecided = review ? review.changes.length - review.counts.accepted : 0
  return (
    <>
      <header className={styles.header}>
        <Link to="/tables/$name" params={{ name }} className={styles.back} aria-label={t('back')} title={t('back')}>
          <ArrowLeft size={17} aria-hidden="true" />
        </Link>
        <div className={styles.title}>
          <h1>{t('review')}</h1>
          <p title={review?.title}>
            {[
              review?.title,
              review && (base ? t('against-baseline', { dated: base.dated, number: base.number }) : t('against-first')),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {review && <PhasePill phase={review.phase} />}
        <span className={styles.space} />
        <nav className={styles.parts} aria-label={t('review')}>
          {(['changes', 'requests', 'versions'] as const).map(each => (
            <button
              key={each}
              type="button"
              aria-current={part === each ? 'page' : undefined}
              onClick={() => setPart(each)}
            >
              {each === 'changes' ? t('after') : t(each)}
            </button>
          ))}
        </nav>
        <a className={styles.download} href={`/api/tables/${encodeURIComponent(name)}/review/report.xlsx`} download>
          <FileSpreadsheet size={15} aria-hidden="true" />
          {t('report-export')}
        </a>
        {isOffice && review && review.phase === 'issued' && (
          <Button
            title={t('open-again-hint')}
            disabled={reviewing.busy}
            onClick={() =>
              void reviewing
                .run(async () => (await import('../api/review.ts')).openForRevision(name))
                .then(ok => ok && setSaid(t('reopened')))
            }
          >
            {t('open-again')}
          </Button>
        )}
        {isOffice && review && (
          <Button kind="primary" aria-expanded={issuing} onClick={() => setIssuing(!issuing)}>
            {review.phase === 'issued' ? t('issue-adjusted') : t('issue')}
          </Button>
        )}
      </header>
      <main id="content" className={styles.main}>
        {issuing && review && (
          <IssueForm
            review={review}
            table={name}
            undecided={undecided}
            reviewing={reviewing}
            done={text => {
              setIssuing(false)
              if (text !== null) setSaid(text)
            }}
          />
        )}
        {said !== null && (
          <p className={styles.said} role="status">
            {said}
          </p>
        )}
        {reviewing.problem !== null && (
          <p className={styles.problem} role="alert">
            {reviewing.problem}
          </p>
        )}
        {part === 'changes' && review && account && (
          <>
            <MovedNotice moved={reviewing.moved} review={review} close={reviewing.dismiss} />
            <DepartmentStrip
              review={review}
              account={account}
              table={name}
              filter={filter}
              setFilter={setFilter}
              toQuestion={review.changes.filter(isToQuestion).length}
              reviewing={reviewing}
            />
            {review.changes.length === 0 ? (
              <Message title={t('none-title')} body={t('none-body')} />
            ) : (
              <ChangeList
                review={review}
                changes={shown}
                account={account}
                table={name}
                titleOf={titleOf}
                reviewing={reviewing}
              />
            )}
          </>
        )}
        {part === 'changes' && !review && <p className={styles.waiting}>{t('loading')}</p>}
        {part === 'requests' && detail && <RequestsPanel table={name} detail={detail} phase={review?.phase ?? null} />}
        {part === 'versions' && <VersionsPanel table={name} phase={review?.phase ?? null} rollsOver={isOffice} />}
      </main>
    </>
  )
}
