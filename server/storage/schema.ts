import type { Generated } from 'kysely'
import type { BaselineKind } from '../../shared/review/baseline.ts'
import type { CourseEvent } from '../../shared/review/course.ts'
import type { EventKind } from '../../shared/review/event.ts'
import type { Chain, RequestState, Step } from '../../shared/review/request.ts'
import type { Phase } from '../../shared/tables/structure.ts'
import type { MapName } from './table-store.ts'

/**
 * The tables as the newest migration leaves them. Times are ms since 1970, scalars are JSON text, flags are 0 and 1:
 * the same types come back from both databases.
 */
export interface Schema {
  meta: MetaRow
  departments: DepartmentRow
  accounts: AccountRow
  sessions: SessionRow
  tokens: TokenRow
  tables: TableRow
  editions: EditionRow
  chunks: ChunkRow
  updates: UpdateRow
  intents: IntentRow
  effects: EffectRow
  claims: ClaimRow
  row_owners: RowOwnerRow
  baselines: BaselineRow
  review_events: ReviewEventRow
  course_events: CourseEventRow
  revision_requests: RevisionRequestRow
  request_steps: RequestStepRow
  table_rules: TableRulesRow
  locks: LockRow
  offices: OfficeRow
  audit: AuditRow
  views: ViewRow
  standing_views: StandingViewRow
  comment_threads: CommentThreadRow
  comments: CommentRow
  notices: NoticeRow
  urges: UrgeRow
}

interface MetaRow {
  key: string
  value: string
}

interface DepartmentRow {
  id: string
  name: string
  position: number
}

interface AccountRow {
  id: string
  /** sign-in name */
  account: string
  name: string
  department_id: string | null
  /** JSON array */
  roles: string
  password_hash: string
  disabled: number
  created_at: number
}

interface SessionRow {
  token_hash: string
  account_id: string
  created_at: number
  expires_at: number
  /** null: begun before it was noted */
  address: string | null
  /** as the browser calls itself */
  agent: string | null
}

interface TokenRow {
  id: string
  name: string
  token_hash: string
  account_id: string
  created_at: number
  last_used_at: number | null
}

interface TableRow {
  id: string
  name: string
  title: string
  kind: 'indicator' | 'register'
  section: string
  position: number
  created_at: number
}

/** An edition and its room. The table stands at the one with the highest seq, the only one whose `next_room` is null. */
interface EditionRow {
  table_id: string
  seq: number
  hash: string
  parent: string | null
  room: string
  manifest: string
  created_at: number
  /** JSON object: Yjs client id → final clock */
  closed_clocks: string | null
  next_room: string | null
}

interface ChunkRow {
  /** SHA-256 of the uncompressed bytes */
  hash: string
  gzip: Uint8Array
}

/** One group commit. */
interface UpdateRow {
  id: Generated<number>
  table_id: string
  room: string
  bytes: Uint8Array
  at: number
}

/** A write as it was sent. */
interface IntentRow {
  id: Generated<number>
  update_id: number
  table_id: string
  client: number
  clock: number
  map: MapName
  key: string
  value: string
  account_id: string
  reason: string | null
}

/** What a commit did to one key, which is `item:fact`: row and column for a cell, row and fact, column and fact. */
interface EffectRow {
  id: Generated<number>
  update_id: number
  table_id: string
  map: MapName
  item: string
  fact: string
  before: string
  after: string
  account_id: string
  reason: string | null
  at: number
}

interface ClaimRow {
  room: string
  client: number
  account_id: string
}

interface RowOwnerRow {
  table_id: string
  row_id: string
  department_id: string
}

interface BaselineRow {
  id: Generated<number>
  table_id: string
  number: number
  kind: BaselineKind
  title: string
  document: string
  issuer: string
  dated: string
  note: string
  phase_before: Phase
  /** null: begun, and not completed */
  edition_hash: string | null
  account_id: string
  at: number
}

interface ReviewEventRow {
  id: Generated<number>
  table_id: string
  base: string
  row_id: string
  column_id: string
  kind: EventKind
  seen: string
  proposal: string
  words: string
  undoes: number | null
  account_id: string
  department_id: string | null
  at: number
}

interface CourseEventRow {
  id: Generated<number>
  table_id: string
  base: string
  department_id: string
  kind: CourseEvent['kind']
  words: string
  account_id: string
  at: number
}

interface RevisionRequestRow {
  id: Generated<number>
  table_id: string
  title: string
  reason: string
  evidence: string
  chain: Chain
  /** JSON array */
  cells: string
  state: RequestState
  closing_words: string
  account_id: string
  department_id: string | null
  at: number
  closed_at: number | null
}

interface RequestStepRow {
  request_id: number
  position: number
  step: Step
  document: string
  words: string
  account_id: string
  at: number
}

interface TableRulesRow {
  table_id: string
  /** JSON, as `extensions` */
  read_access: string
  export_access: string
  deadline: number | null
  extensions: string
}

interface LockRow {
  id: Generated<number>
  table_id: string
  kind: string
  row_id: string | null
  column_id: string | null
  department_id: string | null
  words: string
  account_id: string
  at: number
  until: number | null
}

interface OfficeRow {
  id: Generated<number>
  account_id: string
  department_id: string | null
  role: string
  deputy: number
  until: number | null
  at: number
}

/** Lines are only added; `hash` is of `prev` and the line. */
interface AuditRow {
  id: Generated<number>
  at: number
  kind: string
  table_id: string | null
  account_id: string | null
  address: string | null
  facts: string
  update_id: number | null
  prev: string
  hash: string
}

interface ViewRow {
  id: Generated<number>
  table_id: string
  account_id: string
  name: string
  shared: number
  /** JSON */
  spec: string
  at: number
}

interface StandingViewRow {
  table_id: string
  account_id: string
  view_id: number | null
  /** JSON */
  spec: string
  at: number
}

interface CommentThreadRow {
  id: string
  table_id: string
  row_id: string
  column_id: string
  row_name: string
  column_title: string
  at: number
  resolved_by: string | null
  resolved_at: number | null
}

interface CommentRow {
  number: Generated<number>
  id: string
  thread_id: string
  account_id: string
  text: string
  at: number
  edited_at: number | null
  deleted_at: number | null
}

interface UrgeRow {
  table_id: string
  department_id: string
  day: string
  account_id: string
  at: number
}

interface NoticeRow {
  id: Generated<number>
  account_id: string
  table_id: string
  kind: string
  /** JSON */
  facts: string
  once: string | null
  by_id: string | null
  at: number
  read_at: number | null
}
