/** A person (or nobody) at the server's HTTP interface. */
export interface TestCaller {
  /** the session's cookie as a `Cookie` header; empty for nobody */
  readonly cookie: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** @throws Error when the answer is no success */
  json<T>(path: string): Promise<T>
}

export const nobodyAt = (url: string): TestCaller => caller(url, '')

/** Somebody with a new session. @throws Error when it is refused */
export const signedIn = async (url: string, account: string, password: string): Promise<TestCaller> =>
  caller(url, await signIn(url, account, password))

async function signIn(url: string, account: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  if (!response.ok) throw new Error(`${account} not signed in: ${response.status} ${await response.text()}`)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

function caller(url: string, cookie: string): TestCaller {
  const identity: Record<string, string> = cookie === '' ? {} : { cookie }
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { headers: { ...identity, ...headers } })
  return {
    cookie,
    get,
    send: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: { ...identity, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async json(path) {
      const response = await get(path)
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
      return await response.json()
    },
  }
}
