import type { Storage } from '../storage/storage.ts'

/** ms; asking more often than this does not make the disk write more often */
const KEEP = 5_000

/** Whether the server can do its work: the database answers, and what is written to it stays. Never throws. */
export function createHealth(storage: Pick<Storage, 'healthy' | 'meta'>, clock: () => number): () => Promise<boolean> {
  let last: { readonly at: number; readonly answer: Promise<boolean> } | undefined
  return () => {
    const now = clock()
    if (last === undefined || now - last.at >= KEEP) last = { at: now, answer: works(storage, now) }
    return last.answer
  }
}

async function works(storage: Pick<Storage, 'healthy' | 'meta'>, now: number): Promise<boolean> {
  try {
    if (!(await storage.healthy())) return false
    // a full disk and a folder gone read-only still answer queries
    await storage.meta.set('health', String(now))
    return true
  } catch {
    return false
  }
}
