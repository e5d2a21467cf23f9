import type { Storage } from './storage/storage.ts'

/** Who may sign in to the demo, with what. Known once: the disk has only hashes. */
export interface DemoAccess {
  readonly account: string
  readonly name: string
  readonly department: string | null
  readonly password: string
}

/** A start died while it built the demo. Nobody has worked in it: the server did not serve yet. */
export class DemoHalfBuilt extends Error {
  readonly code = 'demo-half-built'
}

/** under this name the store remembers how far the demo is */
const FACT = 'demo'

/**
 * The demo workspace, in an empty store only.
 * @returns who may sign in; null where there is something already
 * @throws DemoHalfBuilt
 */
export async function seedDemo(
  storage: Storage,
  options: { readonly password: string | null; readonly now: number },
): Promise<readonly DemoAccess[] | null> {
  const state = await storage.meta.get(FACT)
  if (state === 'building') throw new DemoHalfBuilt()
  if (state !== null || !(await isEmpty(storage))) return null
  await storage.meta.set(FACT, 'building')
  // loaded when needed: a server that is started again does not read the demo's facts
  const { buildDemo } = await import('../seeds/build-demo.ts')
  const access = await buildDemo(storage, options)
  await storage.meta.set(FACT, 'built')
  return access
}

async function isEmpty({ tables, accounts }: Storage): Promise<boolean> {
  return (await tables.listTables()).length === 0 && (await accounts.listAccounts()).length === 0
}
