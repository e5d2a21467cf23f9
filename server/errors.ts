import type { ColumnProblem } from '../shared/columns/column-problems.ts'
import type { ReasonFacts } from '../shared/permissions/can.ts'
import type { ApiError, ApiErrorCode, Retry } from '../shared/protocol/api-error.ts'
import { type FieldProblem, sayProblems } from './field-problems.ts'
import { type Language, type MessageParams, say } from './messages/say.ts'
import { sayIssue } from './messages/say-issue.ts'
import { sayReason } from './messages/say-reason.ts'
import { StorageError } from './storage/storage-error.ts'
import type { PatchResult } from './sync/live-table.ts'

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503 | 507

/** What every failure means on the wire. */
const meaning: Readonly<Record<ApiErrorCode, { readonly status: Status; readonly retry: Retry }>> = {
  'sign-in-needed': { status: 401, retry: 'now' },
  'token-unknown': { status: 401, retry: 'never' },
  'wrong-password': { status: 401, retry: 'now' },
  'old-password-wrong': { status: 422, retry: 'now' },
  'account-taken': { status: 409, retry: 'now' },
  'own-account': { status: 409, retry: 'never' },
  'unknown-department': { status: 422, retry: 'now' },
  'table-taken': { status: 409, retry: 'now' },
  'too-many-attempts': { status: 429, retry: 'later' },
  'foreign-origin': { status: 403, retry: 'never' },
  'export-not-granted': { status: 403, retry: 'never' },
  'not-allowed': { status: 403, retry: 'never' },
  'cells-refused': { status: 403, retry: 'never' },
  'not-found': { status: 404, retry: 'never' },
  'method-not-allowed': { status: 405, retry: 'never' },
  'unknown-cell': { status: 404, retry: 'never' },
  'bad-request': { status: 422, retry: 'never' },
  'bad-json': { status: 400, retry: 'never' },
  'not-json': { status: 415, retry: 'never' },
  'value-not-storable': { status: 422, retry: 'never' },
  'text-too-long': { status: 422, retry: 'never' },
  'columns-refused': { status: 422, retry: 'never' },
  'columns-moved': { status: 409, retry: 'now' },
  'formulas-would-break': { status: 409, retry: 'never' },
  'structure-closed': { status: 403, retry: 'never' },
  'review-moved-on': { status: 409, retry: 'now' },
  'own-change': { status: 403, retry: 'never' },
  'words-missing': { status: 422, retry: 'now' },
  'cannot-undo': { status: 409, retry: 'never' },
  'already-submitted': { status: 409, retry: 'never' },
  'not-submitted': { status: 409, retry: 'never' },
  'already-decided': { status: 409, retry: 'never' },
  'no-rows': { status: 422, retry: 'never' },
  'table-closed': { status: 403, retry: 'never' },
  'not-issued': { status: 409, retry: 'never' },
  'changes-undecided': { status: 409, retry: 'never' },
  'cells-moved': { status: 409, retry: 'now' },
  'request-closed': { status: 409, retry: 'never' },
  'step-not-next': { status: 409, retry: 'now' },
  'document-missing': { status: 422, retry: 'now' },
  'own-request': { status: 403, retry: 'never' },
  'unknown-version': { status: 404, retry: 'now' },
  'thread-resolved': { status: 409, retry: 'now' },
  'comments-full': { status: 413, retry: 'never' },
  'mention-cannot-read': { status: 422, retry: 'now' },
  'too-large': { status: 413, retry: 'never' },
  'file-empty': { status: 422, retry: 'never' },
  'file-is-text': { status: 415, retry: 'never' },
  'file-is-old-excel': { status: 415, retry: 'never' },
  'file-is-encrypted': { status: 422, retry: 'never' },
  'file-not-xlsx': { status: 415, retry: 'never' },
  'file-damaged': { status: 422, retry: 'never' },
  'file-too-complex': { status: 422, retry: 'never' },
  'file-too-large': { status: 413, retry: 'never' },
  'file-missing': { status: 422, retry: 'never' },
  'file-of-other-table': { status: 422, retry: 'never' },
  'file-without-table': { status: 422, retry: 'never' },
  'imports-busy': { status: 503, retry: 'later' },
  'disk-full': { status: 507, retry: 'later' },
  unavailable: { status: 503, retry: 'later' },
  internal: { status: 500, retry: 'later' },
}

/** A cell that was refused, with the reason as a key. */
type CellRefused = Extract<PatchResult, { ok: false }>['refused'][number]
export type Refused = Omit<CellRefused, 'why'> & {
  readonly why: CellRefused['why'] | 'text-too-long'
  /** what the sentence names */
  readonly facts?: ReasonFacts
}

/** A failure that the caller is told about. Throw it anywhere below a route. */
export class ApiFailure extends Error {
  readonly code: ApiErrorCode
  readonly params: MessageParams
  readonly refused: readonly Refused[]
  readonly problems: readonly ColumnProblem[]
  /** of `bad-request` */
  readonly fields: readonly FieldProblem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ApiErrorCode,
    more: {
      readonly params?: MessageParams
      readonly refused?: readonly Refused[]
      readonly problems?: readonly ColumnProblem[]
      readonly fields?: readonly FieldProblem[]
      readonly headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(code)
    this.name = 'ApiFailure'
    this.code = code
    this.params = more.params ?? {}
    this.refused = more.refused ?? []
    this.problems = more.problems ?? []
    this.fields = more.fields ?? []
    this.headers = more.headers ?? {}
  }
}

/** Anything thrown, as a failure that may be shown: what is not meant for callers becomes `internal` or `unavailable`. */
export function asFailure(thrown: unknown): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown
  if (thrown instanceof StorageError) return new ApiFailure(thrown.code === 'disk-full' ? 'disk-full' : 'unavailable')
  return new ApiFailure('internal')
}

export const statusOf = (code: ApiErrorCode): Status => meaning[code].status

export function errorBody(failure: ApiFailure, language: Language): ApiError {
  const refused = failure.refused.map(({ facts, ...cell }) => ({
    ...cell,
    message: sayReason(language, cell.why, facts),
  }))
  const problems = failure.problems.map(({ command, code, column, issue }) => ({
    command,
    code,
    column,
    message: say(language, `column.${code}`) + (issue === undefined ? '' : sayIssue(issue, language)),
  }))
  return {
    code: failure.code,
    message: say(language, failure.code, { ...failure.params, where: sayProblems(language, failure.fields) }),
    retry: meaning[failure.code].retry,
    ...(refused.length > 0 && { refused }),
    ...(problems.length > 0 && { problems }),
  }
}
