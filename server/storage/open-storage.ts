import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { createAccountStore } from './accounts.queries.ts'
import { createAuditStore } from './audit.queries.ts'
import { createCommentStore } from './comments.queries.ts'
import type { Database } from './database.ts'
import { createMetaStore } from './meta.queries.ts'
import { migrate } from './migrate.ts'
import { createNoticeStore } from './notices.queries.ts'
import { createReviewStore } from './reviews.queries.ts'
import { createRightsStore } from './rights.queries.ts'
import { openSqliteDatabase } from './sqlite-database.ts'
import type { Storage } from './storage.ts'
import { createTableStore } from './tables.queries.ts'
import { createViewStore } from './views.queries.ts'

/** A database that does not answer within this is not healthy, whatever it may say later. */
const HEALTHY_WITHIN_MS = 3000

/**
 * PostgreSQL where a URL is given, else SQLite in the data folder; migrated, and for this server alone.
 * @throws StorageError whose message says what to do
 */
export async function openStorage(config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Storage> {
  return config.databaseUrl === null ? onSqlite(config.dataDir) : onPostgres(config.databaseUrl)
}

async function onSqlite(dataDir: string): Promise<Storage> {
  const db = await openSqliteDatabase(dataDir)
  return await closedOnFailure(db, () => migrate(db))
}

async function onPostgres(url: string): Promise<Storage> {
  // loaded when needed: most servers start without PostgreSQL, and sooner without its driver
  const { openPostgresDatabase } = await import('./postgres-database.ts')
  const db = await openPostgresDatabase(url)
  return await closedOnFailure(db, async () => {
    await migrate(db)
    await db.claim()
  })
}

async function closedOnFailure(db: Database, prepare: () => Promise<void>): Promise<Storage> {
  try {
    await prepare()
    return storageOn(db)
  } catch (error) {
    await db.close()
    throw error
  }
}

export function storageOn(db: Database): Storage {
  return {
    tables: createTableStore(db),
    accounts: createAccountStore(db),
    review: createReviewStore(db),
    rights: createRightsStore(db),
    views: createViewStore(db),
    comments: createCommentStore(db),
    notices: createNoticeStore(db),
    audit: createAuditStore(db),
    meta: createMetaStore(db),
    healthy: () => answers(db),
    close: () => db.close(),
  }
}

async function answers(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), HEALTHY_WITHIN_MS)
  })
  // as a commit would go: on PostgreSQL that also asks whether the schema is still this server's
  const answer = db.atomically([sql`select 1`.compile(db.kysely)]).then(
    () => true,
    () => false,
  )
  return await Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}
