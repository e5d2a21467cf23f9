import i18next from 'i18next'
import type { Retry } from '../../shared/protocol/api-error.ts'
import { ApiError } from './api-error.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const RETRIES: readonly unknown[] = ['never', 'now', 'later'] satisfies Retry[]

let onSignedOut: () => void = () => undefined

/** Called whenever an answer says that the session is over. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

/** The socket learned it first. */
export const reportSignedOut = (): void => onSignedOut()

/**
 * One request; the answer's body is the caller's to read.
 * @throws ApiError with the server's own sentence, or with ours where none came
 */
export async function request(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': i18next.language ?? 'zh-CN' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError('network', i18next.t('errors:network'), 'later', 0)
  }
  if (response.ok) return response
  // a wrong password is also a 401, but the end of no session
  if (response.status === 401 && path !== '/api/session') onSignedOut()
  throw await errorOf(response)
}

/** @throws ApiError */
export async function requestJson<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await request(method, path, body, signal)
  try {
    return (response.status === 204 ? undefined : await response.json()) as T
  } catch {
    throw new ApiError('unreadable', i18next.t('errors:unreadable'), 'later', response.status)
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const said: unknown = await response.json().catch(() => null)
  if (said !== null && typeof said === 'object' && 'code' in said && 'message' in said) {
    const retry = 'retry' in said && RETRIES.includes(said.retry) ? (said.retry as Retry) : 'later'
    return new ApiError(String(said.code), String(said.message), retry, response.status)
  }
  return new ApiError('server', i18next.t('errors:server'), 'later', response.status)
}
