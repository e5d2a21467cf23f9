import { DEMO_PASSWORD } from './server-process.ts'

/** The `Cookie` header of a new session. */
export async function signIn(url: string, account: string): Promise<string> {
  const response = await post(`${url}/api/session`, { account, password: DEMO_PASSWORD })
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

export async function newToken(url: string, cookie: string, name: string): Promise<string> {
  const response = await post(`${url}/api/tokens`, { name }, { cookie })
  return ((await response.json()) as { readonly token: string }).token
}

export async function getJson<T>(url: string, cookie: string): Promise<T> {
  const response = await fetch(url, { headers: { cookie } })
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`)
  return response
}
