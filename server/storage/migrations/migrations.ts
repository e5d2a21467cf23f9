import type { Kysely } from 'kysely'
import type { DialectName } from '../database.ts'
import * as first from './2026-11-22-first.ts'
import * as intentsByKey from './2026-11-22-intents-by-key.ts'
import * as comments from './2026-11-27-comments.ts'
import * as review from './2026-11-27-review.ts'
import * as rights from './2026-11-27-rights.ts'
import * as views from './2026-11-27-views.ts'
import * as notices from './2026-11-28-notices.ts'
import * as whereSignedIn from './2026-11-28-where-signed-in.ts'
import * as whoWasUrged from './2026-11-28-who-was-urged.ts'

export interface DatedMigration {
  /** runs in a transaction on both databases: it happens whole or not at all */
  readonly up: (db: Kysely<unknown>, dialect: DialectName) => Promise<void>
}

/** A list, not a folder read at run time: the built server is one file. Names sort by date. */
export const migrations: Readonly<Record<string, DatedMigration>> = {
  '2026-11-22-first': first,
  '2026-11-22-intents-by-key': intentsByKey,
  '2026-11-27-comments': comments,
  '2026-11-27-review': review,
  '2026-11-27-rights': rights,
  '2026-11-27-views': views,
  '2026-11-28-notices': notices,
  '2026-11-28-where-signed-in': whereSignedIn,
  '2026-11-28-who-was-urged': whoWasUrged,
}
