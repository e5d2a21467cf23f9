import { signedIn } from '../support/caller.ts'

/** What the pictures show was really done: days set, figures put in by those who answer for them. */
export async function aDaysWork(url: string, password: string): Promise<void> {
  const [planning, commerce] = await Promise.all(['guihua', 'shangwu'].map(account => signedIn(url, account, password)))
  const done = async (answer: Promise<Response>) => {
    const { ok, status } = await answer
    if (!ok) throw new Error(`not done: ${status}`)
  }
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  for (const [table, days] of [
    ['plan-145', 13],
    ['annual-2024', 5],
    ['projects', 30],
  ] as const)
    await done(planning!.send('PUT', `/api/tables/${table}/due`, { due: day(days) }))
  const write = (row: string, value: number | string) => [{ row, column: 'target', value }]
  await done(commerce!.send('PATCH', '/api/tables/plan-145/cells', write('r005', 130)))
  await done(planning!.send('PATCH', '/api/tables/plan-145/cells', write('r002', 9.3)))
  await done(commerce!.send('PATCH', '/api/tables/plan-145/cells', write('r014', 34.2)))
}
