import i18next from 'i18next'
import type { Naming } from '../../shared/permissions/reason-params.ts'
import { momentText } from './moment-text.ts'

/** Departments, moments and open ends as the page's language writes them in a reason. */
export const namingOf = (department: (id: string) => string): Naming => ({
  department,
  moment: momentText,
  open: i18next.t('permission:open-end'),
})
