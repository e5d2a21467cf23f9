import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Role, role } from '../../shared/accounts/account.ts'
import { departmentsQuery } from '../api/departments.ts'
import styles from './accounts.module.css'

interface Props {
  readonly value: { readonly name: string; readonly department: string | null; readonly roles: readonly Role[] }
}

/** Name, department and roles, in a form that reads them by `accountFacts`. */
export function AccountFields({ value }: Props) {
  const { t } = useTranslation('accounts')
  const { t: session } = useTranslation('session')
  return (
    <>
      <label>
        {t('name')}
        <input name="name" defaultValue={value.name} maxLength={100} required />
      </label>
      <DepartmentField value={value.department} none={t('no-department')} />
      <fieldset className={styles.roles}>
        <legend>{t('roles')}</legend>
        {role.options.map(each => (
          <label key={each}>
            <input type="checkbox" name="roles" value={each} defaultChecked={value.roles.includes(each)} />
            {session(`role-${each}`)}
          </label>
        ))}
      </fieldset>
    </>
  )
}

export function DepartmentField({ value, none }: { readonly value: string | null; readonly none?: string }) {
  const { t } = useTranslation('accounts')
  const { data: departments = [] } = useQuery(departmentsQuery)
  return (
    <label>
      {t('department')}
      {/* anew once the departments are there: the choice would fall on the first */}
      <select key={departments.length} name="department" defaultValue={value ?? ''}>
        {none !== undefined && <option value="">{none}</option>}
        {departments.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

export function accountFacts(form: HTMLFormElement) {
  const fields = new FormData(form)
  return {
    name: String(fields.get('name') ?? '').trim(),
    department: String(fields.get('department') ?? '') || null,
    roles: role.array().parse(fields.getAll('roles')),
  }
}
