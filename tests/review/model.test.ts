import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ApiFailure } from '../../server/errors.ts'
import { decide } from '../../server/review/decide.ts'
import { issueBaseline, openForRevision } from '../../server/review/issue.ts'
import type { Standings } from '../../server/review/read-review.ts'
import { askRevision, passStep } from '../../server/review/requests.ts'
import { createReviewDesk } from '../../server/review/review-desk.ts'
import { takeCourseStep } from '../../server/review/take-course-step.ts'
import type { LiveTable } from '../../server/sync/live-table.ts'
import { createLiveTables } from '../../server/sync/live-tables.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { type Entry, fold } from '../../shared/document/fold.ts'
import { openEdition, seal } from '../../shared/document/seal.ts'
import type { NewReviewEvent } from '../../shared/review/event.ts'
import { MemoryReviewStore } from '../support/memory-review-store.ts'
import type { MemoryTableStore } from '../support/memory-table-store.ts'
import { account, gongxin, sampleStore, shangwu } from '../support/sample-table.ts'

const office = account('zhou', 'planning', 'guihua')
const second = account('li', 'planning', 'fagai')
const leader = account('zeng', 'leader', 'zhengfuban')
const PEOPLE = [office, second, leader, gongxin, shangwu]
// few cells, so that people meet on them
const ROWS = ['r0', 'r2']
const COLUMNS = ['c0', 'c1']

/** A person, something to do, and figures that say to what. */
const action = fc.record({
  who: fc.constantFrom(...PEOPLE),
  what: fc.constantFrom(
    'write',
    'write',
    'write',
    'look',
    'look',
    'accept',
    'accept',
    'return',
    'propose',
    'submit',
    'recall',
    'issue',
    'snapshot',
    'open',
    'ask',
    'pass',
    'fold',
  ),
  row: fc.constantFrom(...ROWS),
  column: fc.constantFrom(...COLUMNS),
  value: fc.constantFrom<Scalar>(1, 2, 3, '8左右', '——', null, 'a'),
  restore: fc.boolean(),
  /** done at the same moment as the one before */
  together: fc.boolean(),
})
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

const RUNS = Number(process.env.REVIEW_RUNS ?? 1_000)
const quiet = { info() {}, warn() {}, error() {} }
const noCalculation = () =>
  ({
    value: () => null,
    text: () => '',
    number: () => null,
    column: () => ({ size: 0, at: () => null }),
    isComputed: () => false,
    columnError: () => null,
    apply: () => ({ cells: [], columns: [] }),
    explain: () => null,
  }) as never

/** Notes what stood in the cell at the very moment at which a decision was written. */
class WatchedReviews extends MemoryReviewStore {
  readonly unseen: string[] = []
  readonly #table: LiveTable

  constructor(store: MemoryTableStore, people: readonly Account[], table: LiveTable) {
    super(store, people)
    this.#table = table
  }

  override async addEvents(tableId: string, events: readonly NewReviewEvent[]) {
    for (const { row, column, kind, seen, words } of events) {
      if (kind === 'answer' || kind === 'undo') continue
      const stands = this.#table.view.cell(row, column)
      // returned and put back: the write itself was conditional on what was seen
      if (stands !== seen && words !== RESTORED)
        this.unseen.push(`${kind} ${row}:${column}: saw ${seen}, stood ${stands}`)
    }
    await super.addEvents(tableId, events)
  }
}
const RESTORED = '恢复原值'

class World {
  now = 1
  readonly store: MemoryTableStore
  readonly reviews: WatchedReviews
  readonly table: LiveTable
  readonly desk: ReturnType<typeof createReviewDesk>
  /** what each person's page shows: as old as their last look */
  readonly pages = new Map<string, Standings>()
  readonly manifests = new Map<string, string>()

  constructor(store: MemoryTableStore, table: LiveTable) {
    this.store = store
    this.table = table
    this.reviews = new WatchedReviews(store, PEOPLE, table)
    this.desk = createReviewDesk(this.reviews, store, null)
  }

  async act({ who, what, row, column, value, restore }: Action): Promise<void> {
    const { table, desk, reviews } = this
    const now = ++this.now
    const turn = <T>(work: () => Promise<T>) => desk.inTurn(table, { account: who, address: null }, work)
    switch (what) {
      case 'write':
        await table.patch(who, [{ row, column, value, reason: `${who.id}@${now}` }])
        return
      case 'look':
        this.pages.set(who.id, await desk.standings(table))
        return
      case 'accept':
      case 'return':
      case 'propose': {
        const page = this.pages.get(who.id)
        const change = page?.changes.cells.find(cell => cell.row === row && cell.column === column)
        if (page === undefined || change === undefined) return
        await turn(async () => {
          const before = reviews.said.length
          const standings = await desk.standings(table)
          const cells = [
            { row, column, seen: change.after, lastEvent: page.standing(change).lastEvent, proposal: value },
          ]
          const words = what === 'return' ? (restore ? RESTORED : '请核实') : ''
          const body = { base: page.base.hash, verdict: what, words, restore, cells }
          const answer = await decide({ reviews, table, standings, account: who, address: null, now }, body)
          expect(reviews.said.length > before).toBe(answer.done)
        })
        return
      }
      case 'submit':
      case 'recall':
        await turn(async () =>
          takeCourseStep(reviews, table, await desk.standings(table), who, now, { kind: what, words: '' }),
        )
        return
      case 'issue':
      case 'snapshot': {
        const kind = what === 'issue' ? ('issued' as const) : ('snapshot' as const)
        const issue = { kind, title: '计划', document: '', issuer: '', dated: '2026-11-27', note: '' }
        const made = await turn(() =>
          issueBaseline(reviews, table, () => desk.standings(table), { account: who, address: null }, now, issue),
        )
        this.manifests.set(made.edition!, (await this.store.findEdition(made.edition!))!.manifest)
        return
      }
      case 'open':
        await turn(() => openForRevision(table, { account: who, address: null }))
        return
      case 'ask': {
        const cells = [{ row, column, seen: table.view.cell(row, column), value }]
        await turn(() =>
          askRevision(reviews, table, '年度计划', who, now, { title: '调整', reason: '上级', evidence: '', cells }),
        )
        return
      }
      case 'pass': {
        await turn(async () => {
          const open = reviews.asked.find(({ state }) => state === 'open')
          if (open === undefined) return
          await passStep(reviews, table, open, { account: who, address: null }, now, {
            step: 'planning-office',
            document: '',
            words: '',
          })
        })
        return
      }
      case 'fold':
        await table.fold()
    }
  }
}

async function play(actions: readonly Action[]): Promise<World> {
  const store = await sampleStore()
  let now = 0
  const live = createLiveTables({ store, createCalculation: noCalculation, clock: () => now, log: quiet } as never)
  const world = new World(store, (await live.open('t'))!)
  let running: Promise<unknown>[] = []
  for (const next of actions) {
    if (!next.together) {
      await Promise.all(running)
      running = []
    }
    now = world.now + 1
    // refused is refused: what matters is what stands afterwards
    running.push(
      world.act(next).catch(failure => {
        if (!(failure instanceof ApiFailure)) throw failure
      }),
    )
  }
  await Promise.all(running)
  return world
}

test('[REV-1] [REV-13] [REV-23] [REV-24] whatever people do, and whenever', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 45, size: 'max' }), async actions => {
      const { store, reviews, manifests } = await play(actions)
      expect(reviews.unseen).toEqual([])
      for (const [hash, manifest] of manifests) expect((await store.findEdition(hash))?.manifest).toBe(manifest)
      nothingIssuedChanged(store)
      everyEditionFollowsFromTheLog(store)
      everyChangeOnce(store)
      nothingOverwrittenUnseen(store, reviews)
      onlyAcceptedIssued(store, reviews)
    }),
    { numRuns: RUNS, seed: Number(process.env.FUZZ_SEED ?? 20_261_127) },
  )
})

/** While a table is issued, only requests that passed write: each of those carries the request's words as its reason. */
function nothingIssuedChanged(store: MemoryTableStore): void {
  let issued = false
  for (const { effects, intents } of store.batches) {
    const phase = effects.find(({ key }) => key === 'table:phase')
    const cells = intents.filter(({ map }) => map === 'cells')
    if (issued && phase === undefined) for (const { reason } of cells) expect(reason).toBe(REQUESTED)
    if (phase !== undefined) issued = phase.after === 'issued'
  }
}

/** Bit for bit: the first edition and the log give every later edition, hash and all. */
function everyEditionFollowsFromTheLog(store: MemoryTableStore): void {
  const open = (manifest: string) => openEdition(manifest, hash => store.chunks.get(hash)!)
  for (const [at, room] of store.rooms.entries()) {
    const next = store.rooms[at + 1]
    if (next === undefined) return
    const entries = new Map<string, Entry>()
    for (const { room: of, effects } of store.batches)
      if (of === room.room)
        for (const { map, key, after } of effects) entries.set(`${map} ${key}`, { map, key, value: after })
    const folded = seal(fold(open(room.manifest), entries.values(), room.hash))
    expect(folded.hash).toBe(next.hash)
    expect(folded.manifest).toBe(next.manifest)
  }
}

/** The log is a chain: each effect begins where the one before it on the same cell ended, so none is missing and none is there twice. */
function everyChangeOnce(store: MemoryTableStore): void {
  const stands = new Map<string, Scalar>()
  for (const { effects, intents } of store.batches)
    for (const { map, key, before, after } of effects) {
      const name = `${map} ${key}`
      if (stands.has(name)) expect(before).toEqual(stands.get(name))
      expect(after).not.toEqual(before)
      stands.set(name, after)
      if (map === 'cells')
        expect(intents.find(intent => intent.key === key && intent.reason !== undefined)).toBeDefined()
    }
}

const REQUESTED = '调整；上级'

/** What a return put back, and what a request wrote, replaced exactly the value that was seen. */
function nothingOverwrittenUnseen({ batches }: MemoryTableStore, { said, asked }: WatchedReviews): void {
  for (const { effects, intents } of batches)
    for (const { map, key, before, after } of effects) {
      if (map !== 'cells') continue
      const reason = intents.findLast(intent => intent.key === key)?.reason
      const of = (cell: { readonly row: string; readonly column: string }) => `${cell.row}:${cell.column}` === key
      if (reason === RESTORED) expect(said.some(event => of(event) && event.seen === before)).toBe(true)
      if (reason === REQUESTED)
        expect(
          asked.some(({ cells }) => cells.some(cell => of(cell) && cell.seen === before && cell.value === after)),
        ).toBe(true)
    }
}

/** Between two baselines nothing became another value that was not accepted as it is, proposed and taken up, or requested. */
function onlyAcceptedIssued(store: MemoryTableStore, { said, asked, issued }: WatchedReviews): void {
  const open = (hash: string) =>
    openEdition(store.rooms.find(room => room.hash === hash)!.manifest, chunk => store.chunks.get(chunk)!)
  let base = store.rooms[0]!.hash
  for (const { kind, edition } of issued) {
    if (kind !== 'issued' || edition === null) continue
    const [before, after] = [open(base), open(edition)]
    for (const row of ROWS)
      for (const column of COLUMNS) {
        const value = after.cell(row, column)
        if (value === before.cell(row, column)) continue
        const of = (cell: { readonly row: string; readonly column: string }) =>
          cell.row === row && cell.column === column
        const decided = said.some(
          event =>
            of(event) &&
            event.base === base &&
            ((event.kind === 'accept' && event.seen === value) ||
              (event.kind === 'propose' && event.proposal === value)),
        )
        expect(decided || asked.some(({ cells }) => cells.some(cell => of(cell) && cell.value === value))).toBe(true)
      }
    base = edition
  }
}
