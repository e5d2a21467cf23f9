import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { auditPeopleQuery } from '../api/audit.ts'
import { departmentsQuery } from '../api/departments.ts'
import { tablesQuery } from '../api/tables.ts'
import { Button } from '../ui/button.tsx'
import office from '../workspace/office-page.module.css'
import styles from './audit.module.css'
import type { AuditSearch } from './audit-search.ts'
import { KIND_GROUPS } from './kinds.ts'

interface Props {
  readonly search: AuditSearch
  readonly set: (search: AuditSearch) => void
}

export function AuditFilters({ search, set }: Props) {
  const { t } = useTranslation('audit')
  const { data: people = [] } = useQuery(auditPeopleQuery)
  const { data: departments = [] } = useQuery(departmentsQuery)
  const { data: tables = [] } = useQuery(tablesQuery)
  const change = (name: keyof AuditSearch, value: string) => {
    const { [name]: _, ...rest } = search
    set(value === '' ? rest : { ...rest, [name]: value })
  }
  const choice = (name: 'account' | 'kind' | 'table' | 'department', label: string, options: ReactNode) => (
    <label>
      {label}
      <select value={search[name] ?? ''} onChange={event => change(name, event.target.value)}>
        <option value="">{t('any')}</option>
        {options}
      </select>
    </label>
  )
  const day = (name: 'from' | 'to', label: string) => (
    <label>
      {label}
      <input type="date" value={search[name] ?? ''} onChange={event => change(name, event.target.value)} />
    </label>
  )
  return (
    <search className={`${office.filters} ${styles.filters}`} aria-label={t('filter')}>
      {choice(
        'account',
        t('who'),
        people.map(({ id, name, departmentName }) => (
          <option key={id} value={id}>
            {departmentName === null ? name : `${name} · ${departmentName}`}
          </option>
        )),
      )}
      {choice('kind', t('kind'), <KindOptions />)}
      {choice(
        'table',
        t('table'),
        tables.map(({ id, title, shortTitle }) => (
          <option key={id} value={id}>
            {shortTitle ?? title}
          </option>
        )),
      )}
      {choice(
        'department',
        t('department'),
        departments.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        )),
      )}
      {day('from', t('from'))}
      {day('to', t('to'))}
      <TextField value={search.text ?? ''} set={value => change('text', value)} />
      {Object.keys(search).length > 0 && (
        <Button small kind="quiet" onClick={() => set({})}>
          {t('clear')}
        </Button>
      )}
    </search>
  )
}

function KindOptions() {
  const { t } = useTranslation('audit')
  return Object.entries(KIND_GROUPS).map(([name, kinds]) => {
    const group = t(`group-${name as keyof typeof KIND_GROUPS}`)
    return (
      <optgroup key={name} label={group}>
        <option value={kinds.join(',')}>{t('all-of', { group })}</option>
        {kinds.map(kind => (
          <option key={kind} value={kind}>
            {t(`kind-${kind}`)}
          </option>
        ))}
      </optgroup>
    )
  })
}

/** Looked for when one says so: every letter would read the log anew. */
function TextField({ value, set }: { readonly value: string; readonly set: (value: string) => void }) {
  const { t } = useTranslation('audit')
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  return (
    <label className={styles.text}>
      {t('text')}
      <input
        type="search"
        value={typed}
        placeholder={t('text-hint')}
        onChange={event => {
          setTyped(event.target.value)
          if (event.target.value === '') set('')
        }}
        onBlur={() => typed !== value && set(typed.trim())}
        onKeyDown={event => event.key === 'Enter' && !event.nativeEvent.isComposing && set(typed.trim())}
      />
    </label>
  )
}
