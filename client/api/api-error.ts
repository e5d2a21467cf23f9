import type { Retry } from '../../shared/protocol/api-error.ts'

/** What the server said, in the person's language; `message` can be shown as it is. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  /** when trying the same again makes sense */
  readonly retry: Retry
  /** HTTP status; 0 where no answer came */
  readonly status: number

  constructor(code: string, message: string, retry: Retry, status: number) {
    super(message)
    this.code = code
    this.retry = retry
    this.status = status
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
