/** What a browser says about where a request comes from. */
export interface RequestOrigin {
  readonly origin: string | null | undefined
  readonly host: string | null | undefined
  /** `Sec-Fetch-Site`, which a page cannot forge */
  readonly fetchSite?: string | null | undefined
}

/**
 * Whether a request that a browser sends with the person's cookie may be theirs. Scripts name no origin and are let through:
 * they have no cookies that they were not given.
 */
export function isOwnOrigin({ origin, host, fetchSite }: RequestOrigin, publicOrigin: string | null): boolean {
  if (origin === null || origin === undefined) {
    return fetchSite === null || fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
  }
  if (publicOrigin !== null && origin === publicOrigin) return true
  return URL.canParse(origin) && host !== undefined && host !== null && new URL(origin).host === host.toLowerCase()
}
