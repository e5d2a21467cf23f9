import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestAnswer } from '../../shared/protocol/api-review.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import type { Phase } from '../../shared/tables/structure.ts'
import { messageOf } from '../api/api-error.ts'
import { closeRequest, passStep, requestsQuery } from '../api/review.ts'
import { printable } from '../tables/printable.ts'
import { Button } from '../ui/button.tsx'
import { when } from '../workspace/when.ts'
import { HintChips } from './hint-chips.tsx'
import { NewRequest } from './new-request.tsx'
import styles from './review.module.css'
import { useDifferenceText } from './use-difference-text.ts'
import { WordsForm } from './words-form.tsx'

interface Props {
  readonly table: string
  readonly detail: TableDetail
  readonly phase: Phase | null
}

/** What was issued is revised by request: asked for, passed step by step, and only then written. */
export function RequestsPanel({ table, detail, phase }: Props) {
  const { t } = useTranslation('review')
  const client = useQueryClient()
  const { data, error } = useQuery(requestsQuery(table))
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const run = async (work: () => Promise<unknown>) => {
    setProblem(null)
    try {
      await work()
    } catch (failure) {
      setProblem(messageOf(failure))
    }
    await client.invalidateQueries({ queryKey: ['requests', table] })
  }
  return (
    <div className={styles.sheet}>
      <p className={styles.lead}>{t('request-lead')}</p>
      {(problem ?? (error && messageOf(error))) && (
        <p className={styles.problem} role="alert">
          {problem ?? messageOf(error)}
        </p>
      )}
      {phase === 'issued' &&
        (asking ? (
          <NewRequest table={table} detail={detail} close={() => setAsking(false)} />
        ) : (
          <Button kind="primary" onClick={() => setAsking(true)}>
            {t('request-new')}
          </Button>
        ))}
      {data?.length === 0 && <p className={styles.waiting}>{t('requests-none')}</p>}
      <ul className={styles.requests}>
        {data?.map(request => (
          <Request
            key={request.id}
            request={request}
            pass={(document, words) =>
              request.next === null
                ? Promise.resolve()
                : run(() => passStep(table, request.id, { step: request.next!, document, words }))
            }
            close={(as, words) => run(() => closeRequest(table, request.id, { as, words }))}
          />
        ))}
      </ul>
    </div>
  )
}

interface RequestProps {
  readonly request: RequestAnswer
  readonly pass: (document: string, words: string) => Promise<void>
  readonly close: (as: 'declined' | 'withdrawn', words: string) => Promise<void>
}

function Request({ request, pass, close }: RequestProps) {
  const differenceText = useDifferenceText()
  const { t } = useTranslation('review')
  const [saying, setSaying] = useState<'pass' | 'decline' | null>(null)
  const { next } = request
  const needsDocument = next !== null && next !== 'planning-office'
  return (
    <li data-state={request.state}>
      <h2>
        {request.title} <em data-state={request.state}>{t(`request-${request.state}`)}</em>
      </h2>
      <p className={styles.lead}>
        {[t(`chain-${request.chain}`), request.accountName, when(request.at), request.evidence]
          .filter(part => part !== '')
          .join(' · ')}
      </p>
      <p>{request.reason}</p>
      <table className={styles.table}>
        <tbody>
          {request.cells.map(cell => (
            <tr key={`${cell.row}:${cell.column}`}>
              <th scope="row">
                <strong>{cell.rowName}</strong>
                <small>{cell.columnTitle}</small>
              </th>
              <td className={styles.figure}>
                <s>{printable(cell.seen) || t('blank')}</s>
              </td>
              <td className={styles.figure}>
                <b>{printable(cell.value) || t('blank')}</b>
              </td>
              <td className={styles.figure}>{differenceText(cell.differences)}</td>
              <td className={styles.effects}>
                {(request.effects[cell.row] ?? []).map(({ column, before, after }) => (
                  <span key={column}>
                    {before || t('blank')} → {after || t('blank')}
                  </span>
                ))}
              </td>
              <td className={styles.hints}>
                <HintChips hints={cell.hints} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ol className={styles.events}>
        {request.steps.map(step => (
          <li key={step.step} data-kind="accept">
            {t(`step-${step.step}`)} {[step.document, step.words].filter(part => part !== '').join(' · ')}
            <small>
              {step.accountName} {when(step.at)}
            </small>
          </li>
        ))}
        {request.state === 'stale' && <li data-kind="return">{t('request-stale-why')}</li>}
        {request.closingWords !== '' && <li data-kind="return">{request.closingWords}</li>}
      </ol>
      {saying !== null ? (
        <WordsForm
          label={t('step-words')}
          needed={saying === 'decline'}
          {...(saying === 'pass' && needsDocument ? { value: '', valueLabel: t('step-document') } : {})}
          busy={false}
          send={({ words, value }) =>
            void (saying === 'pass' ? pass(value, words) : close('declined', words)).then(() => setSaying(null))
          }
          cancel={() => setSaying(null)}
        />
      ) : (
        <span className={styles.buttons}>
          {next !== null && request.mayPass && (
            <>
              <Button small kind="primary" onClick={() => setSaying('pass')}>
                {t('step-pass', { step: t(`step-${next}`) })}
              </Button>
              <Button small className={styles.returning} onClick={() => setSaying('decline')}>
                {t('request-decline')}
              </Button>
            </>
          )}
          {request.mayWithdraw && (
            <Button small onClick={() => void close('withdrawn', '')}>
              {t('request-withdraw')}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
