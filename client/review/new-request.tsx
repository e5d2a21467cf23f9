import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typedScalar } from '../../shared/core/scalar.ts'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { messageOf } from '../api/api-error.ts'
import { requestJson } from '../api/http.ts'
import { Button } from '../ui/button.tsx'
import styles from './review.module.css'

interface Props {
  readonly table: string
  readonly detail: TableDetail
  readonly close: () => void
}

const MOST_ROWS = 10_000

/** One figure of what was issued: which, to what, and why. */
export function NewRequest({ table, detail, close }: Props) {
  const { t } = useTranslation('review')
  const client = useQueryClient()
  const path = `/api/tables/${encodeURIComponent(table)}`
  const { data: rows } = useQuery({
    queryKey: ['rows', table],
    queryFn: ({ signal }) =>
      requestJson<readonly TableRow[]>('GET', `${path}/rows?limit=${MOST_ROWS}`, undefined, signal),
    staleTime: 0,
  })
  const [row, setRow] = useState('')
  const [column, setColumn] = useState('')
  const [value, setValue] = useState('')
  const [fields, setFields] = useState({ title: '', reason: '', evidence: '' })
  const [problem, setProblem] = useState<string | null>(null)
  const columns = detail.columns.filter(({ type, hidden }) => type === 'value' && !hidden)
  const naming = detail.columns.find(({ type, hidden }) => type === 'text' && !hidden)?.id ?? ''
  const stands = rows?.find(({ id }) => id === row)?.cells[column]
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const cells = [{ row, column, seen: stands?.value ?? null, value: typedScalar(value.trim()) }]
      await requestJson('POST', `${path}/requests`, { ...fields, cells })
      await client.invalidateQueries({ queryKey: ['requests', table] })
      close()
    } catch (failure) {
      setProblem(messageOf(failure))
    }
  }
  const text = (name: keyof typeof fields) => (
    <label>
      <span>{t(`request-${name}`)}</span>
      <input
        value={fields[name]}
        required={name !== 'evidence'}
        maxLength={name === 'title' ? 200 : 500}
        onChange={event => setFields({ ...fields, [name]: event.target.value })}
      />
    </label>
  )
  return (
    <form className={styles.issue} aria-label={t('request-new')} onSubmit={event => void send(event)}>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div>
        <label>
          <span>{t('request-row')}</span>
          <select aria-label={t('request-row')} value={row} required onChange={event => setRow(event.target.value)}>
            <option value="" />
            {rows?.map(({ id, cells }) => (
              <option key={id} value={id}>
                {cells[naming]?.text || id}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t('request-column')}</span>
          <select
            aria-label={t('request-column')}
            value={column}
            required
            onChange={event => setColumn(event.target.value)}
          >
            <option value="" />
            {columns.map(({ id, title, group }) => (
              <option key={id} value={id}>
                {[group, title].filter(Boolean).join('/').replaceAll('\n', '')}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t('request-stands')}</span>
          <output>{stands?.text || t('blank')}</output>
        </label>
        <label>
          <span>{t('request-value')}</span>
          <input value={value} required onChange={event => setValue(event.target.value)} />
        </label>
        {text('title')}
        {text('reason')}
        {text('evidence')}
      </div>
      <span className={styles.buttons}>
        <Button kind="primary" type="submit" disabled={row === '' || column === ''}>
          {t('request-send')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </span>
    </form>
  )
}
