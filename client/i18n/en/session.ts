import type { Translation } from '../translation.ts'
import type { session as zh } from '../zh-CN/session.ts'

export const session: Translation<typeof zh> = {
  title: 'Sign in',
  lead: 'All departments fill in one table, and everybody sees each change at once.',
  account: 'Account',
  password: 'Password',
  'show-password': 'Show password',
  'hide-password': 'Hide password',
  submit: 'Sign in',
  submitting: 'Signing in…',
  'need-account': 'Enter your account.',
  'need-password': 'Enter your password.',
  expired:
    'Your session has ended. Sign in again: edits that were not saved are kept on this computer and will be sent then.',
  menu: 'Account menu',
  'sign-out': 'Sign out',
  'sign-out-unsaved':
    '{{count}} edits have not been sent. They stay on this computer and go out when you next sign in with this account.',
  'role-clerk': 'Clerk',
  'role-planning': 'Planning office',
  'role-leader': 'Leader',
  'role-auditor': 'Auditor',
  'role-admin': 'Administrator',
}
