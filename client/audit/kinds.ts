/** The kinds of lines, in groups that one can ask for as one. */
export const KIND_GROUPS = {
  cells: ['cells', 'table-created'],
  rights: ['rules-changed', 'lock-set', 'lock-lifted', 'review-locks', 'office-given', 'office-ended'],
  accounts: ['account-created', 'account-changed', 'account-disabled', 'account-enabled', 'department-changed'],
  entry: [
    'signed-in',
    'sign-in-failed',
    'signed-out',
    'session-ended',
    'lockout-lifted',
    'password-set',
    'token-created',
    'token-withdrawn',
  ],
  out: ['exported', 'restored'],
  comments: ['comment-added', 'comment-edited', 'comment-deleted', 'comment-resolved', 'comment-reopened', 'urged'],
} as const
