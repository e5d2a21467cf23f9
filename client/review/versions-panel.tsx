import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Phase } from '../../shared/tables/structure.ts'
import { messageOf } from '../api/api-error.ts'
import { exportTable } from '../api/export-table.ts'
import { baselinesQuery, compareQuery } from '../api/review.ts'
import { printable } from '../tables/printable.ts'
import { Button } from '../ui/button.tsx'
import { when } from '../workspace/when.ts'
import { RestoreForm } from './restore-form.tsx'
import styles from './review.module.css'
import { RollOverForm } from './roll-over-form.tsx'
import { useDifferenceText } from './use-difference-text.ts'

const MOST_SHOWN = 500
/** cells of one request */
const MOST_RESTORED = 1_000

/** What was issued, and any two versions beside each other. */
interface Props {
  readonly table: string
  readonly phase: Phase | null
  /** next year's table may be made out of this one */
  readonly rollsOver: boolean
}

export function VersionsPanel({ table, phase, rollsOver }: Props) {
  const differenceText = useDifferenceText()
  const { t } = useTranslation('review')
  const { data: baselines } = useQuery(baselinesQuery(table))
  const [from, setFrom] = useState('base')
  const [to, setTo] = useState('live')
  const [moments, setMoments] = useState({ from: '', to: '' })
  const named = (side: 'from' | 'to', version: string) =>
    version === 'moment' ? (moments[side] === '' ? 'base' : new Date(moments[side]).toISOString()) : version
  const [doing, setDoing] = useState<'restore' | 'roll-over' | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [refused, setRefused] = useState<unknown>(null)
  const leave = (number: number, title: string) => {
    setRefused(null)
    exportTable(table, title, number).catch(setRefused)
  }
  const { data, error } = useQuery(compareQuery(table, named('from', from), named('to', to)))
  const choice = (side: 'from' | 'to', version: string, set: (version: string) => void) => (
    <label>
      <span>{t(side)}</span>
      <select aria-label={t(side)} value={version} onChange={event => set(event.target.value)}>
        <option value="live">{t('version-live')}</option>
        <option value="base">{t('version-base')}</option>
        {baselines?.map(({ number, title }) => (
          <option key={number} value={`#${number}`}>
            {t('version-baseline', { number, title })}
          </option>
        ))}
        <option value="moment">{t('version-moment')}</option>
      </select>
      {version === 'moment' && (
        <input
          type="datetime-local"
          aria-label={t('moment')}
          value={moments[side]}
          onChange={event => setMoments({ ...moments, [side]: event.target.value })}
        />
      )}
    </label>
  )
  return (
    <div className={styles.sheet}>
      {baselines?.length === 0 && <p className={styles.lead}>{t('baseline-none')}</p>}
      <ul className={styles.baselines}>
        {baselines?.map(baseline => (
          <li key={baseline.id}>
            <b>{baseline.number}</b> {baseline.title} <em>{t(`kind-${baseline.kind}`)}</em>
            <small>
              {[
                baseline.document,
                baseline.issuer,
                baseline.dated,
                baseline.accountName,
                when(baseline.at),
                baseline.note,
              ]
                .filter(part => part !== '')
                .join(' · ')}
            </small>
            <code title={baseline.edition ?? ''}>
              {t('hash')} {baseline.edition?.slice(0, 16)}
            </code>
            {baseline.edition !== null && (
              <Button small kind="quiet" onClick={() => leave(baseline.number, baseline.title)}>
                {t('baseline-export', { number: baseline.number })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rollsOver && doing !== 'roll-over' && (
        <Button small onClick={() => setDoing('roll-over')}>
          {t('roll-over')}
        </Button>
      )}
      {doing === 'roll-over' && <RollOverForm table={table} close={() => setDoing(null)} />}
      {said !== null && (
        <p className={styles.said} role="status">
          {said}
        </p>
      )}
      <div className={styles.compare}>
        {choice('from', from, setFrom)}
        {choice('to', to, setTo)}
        <span role="status">
          {data &&
            (data.changes.length + data.rows.length === 0
              ? t('compare-none')
              : t('compare-count', { count: data.changes.length + data.rows.length }))}
        </span>
        {data &&
          data.changes.length > 0 &&
          data.changes.length <= MOST_RESTORED &&
          to === 'live' &&
          phase === 'issued' && (
            <Button
              small
              aria-expanded={doing === 'restore'}
              title={t('restore-hint')}
              onClick={() => setDoing('restore')}
            >
              {t('restore-version')}
            </Button>
          )}
      </div>
      {doing === 'restore' && data && (
        <RestoreForm
          table={table}
          changes={data.changes}
          done={text => {
            setDoing(null)
            setSaid(text)
          }}
          close={() => setDoing(null)}
        />
      )}
      {(error ?? refused) !== null && (
        <p className={styles.problem} role="alert">
          {messageOf(error ?? refused)}
        </p>
      )}
      {data && data.changes.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('indicator')}</th>
              <th className={styles.figure}>{t('from')}</th>
              <th className={styles.figure}>{t('to')}</th>
              <th className={styles.figure}>{t('difference')}</th>
            </tr>
          </thead>
          <tbody>
            {data.changes.slice(0, MOST_SHOWN).map(change => (
              <tr key={`${change.row}:${change.column}`}>
                <th scope="row">
                  <strong>{change.rowName}</strong>
                  <small>{change.columnTitle.replaceAll('\n', '')}</small>
                </th>
                <td className={styles.figure}>
                  <s>{printable(change.before) || t('blank')}</s>
                </td>
                <td className={styles.figure}>
                  <b>{printable(change.after) || t('blank')}</b>
                </td>
                <td className={styles.figure}>{differenceText(change.differences)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
