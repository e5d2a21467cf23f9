import type { Caller, Sessions } from './sessions.ts'

export const SESSION_COOKIE = 'tongchou_session'

/** One cookie's value out of a `Cookie` header. */
export function cookieValue(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

/** What a request brings along to say who it is for. `queryToken` is given for sockets only: URLs end up in logs. */
export interface Credentials {
  readonly cookie: string | null
  readonly authorization: string | null
  readonly queryToken?: string | null
}

/** The token out of an `Authorization` header; null: none is named. */
export const bearerOf = (authorization: string | null): string | null =>
  /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null

/** Who it is; a token that is named counts, whatever cookie comes with it. */
export async function identify(sessions: Sessions, given: Credentials): Promise<Caller | null> {
  const bearer = bearerOf(given.authorization) ?? given.queryToken
  if (bearer) return sessions.fromToken(bearer)
  const secret = cookieValue(given.cookie, SESSION_COOKIE)
  return secret === null || secret === '' ? null : sessions.fromCookie(secret)
}
