import { signedIn } from '../support/caller.ts'

/** What the pictures show was really done: days set, figures put in by those who answer for them. */
export async function aDaysWork(url: string, password: string): Promise<void> {
  const [planning, commerce, industry] = await Promise.all(
    ['guihua', 'shangwu', 'gongxin'].map(account => signedIn(url, account, password)),
  )
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
  const target = (row: string, value: string, reason: string) => [{ row, column: 'target', value, reason }]
  const annual = '/api/tables/annual-2024/cells'
  await done(commerce!.send('PATCH', annual, target('r005', '6左右', '消费恢复不及预期')))
  await done(industry!.send('PATCH', annual, target('r003', '8.5以上', '三个项目提前投产')))
  await done(industry!.send('PATCH', annual, target('r014', '促稳提质', '按市里口径调整')))
  await done(industry!.send('PATCH', annual, target('r018', '突破450', '与市下达目标衔接')))
  await done(commerce!.send('POST', '/api/tables/annual-2024/review/course', { kind: 'submit', words: '请审核' }))
}
