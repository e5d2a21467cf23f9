import { useTranslation } from 'react-i18next'
import styles from './avatars.module.css'
import { initialOf, type Person } from './people.ts'

const SHOWN = 5

/** Who else is in the table, each in the colour of their cursor. */
export function Avatars({ people }: { readonly people: readonly Person[] }) {
  const { t } = useTranslation('sync')
  if (people.length === 0) return null
  const rest = people.length - SHOWN
  return (
    <ul className={styles.avatars} aria-label={t('here-now')}>
      {people.slice(0, SHOWN).map(person => {
        const label =
          [person.name, person.departmentName].filter(Boolean).join(' · ') +
          (person.editing ? ` · ${t('editing')}` : '')
        return (
          <li key={person.accountId} title={label} style={{ background: person.color }}>
            <span aria-hidden="true">{initialOf(person)}</span>
            <span className="visually-hidden">{label}</span>
          </li>
        )
      })}
      {rest > 0 && <li className={styles.rest}>+{rest}</li>}
    </ul>
  )
}
