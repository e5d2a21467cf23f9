import type { Storage } from './storage/storage.ts'

/** Who may sign in to the demo, with what. Known once: the disk has only hashes. */
export interface DemoAccess {
  readonly account: string
  readonly name: string
  readonly department: string | null
  readonly password: string
}

/** under this name the store remembers how far the demo is: `building` until it is complete, then `built` */
const FACT = 'demo'

/**
 * The demo workspace, in an empty store, or completed where an earlier start died while it built it: nobody has worked in
 * that one, for the server did not serve yet.
 * @returns who may sign in; null where there is something already
 */
export async function seedDemo(
  storage: Storage,
  options: { readonly password: string | null; readonly now: number },
): Promise<readonly DemoAccess[] | null> {
  const state = await storage.meta.get(FACT)
  if (state === 'built' || (state === null && !(await isEmpty(storage)))) return null
  await storage.meta.set(FACT, 'building')
  // loaded when needed: a server that is started again does not read the demo's facts
  const { buildDemo } = await import('../seeds/build-demo.ts')
  const access = await buildDemo(storage, options)
  await storage.meta.set(FACT, 'built')
  return access
}

/** Nobody has begun anything here. */
export async function isEmpty({ tables, accounts }: Pick<Storage, 'tables' | 'accounts'>): Promise<boolean> {
  return (await tables.listTables()).length === 0 && (await accounts.listAccounts()).length === 0
}
