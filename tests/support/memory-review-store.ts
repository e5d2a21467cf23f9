import type { LastWrite, PastEffect, ReviewStore } from '../../server/storage/review-store.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { Baseline, NewBaseline } from '../../shared/review/baseline.ts'
import type { CourseEvent } from '../../shared/review/course.ts'
import type { NewReviewEvent, ReviewEvent } from '../../shared/review/event.ts'
import type { RequestState, RequestStep, RevisionRequest } from '../../shared/review/request.ts'
import type { MemoryTableStore } from './memory-table-store.ts'

/** A ReviewStore in memory, over the log of a MemoryTableStore. */
export class MemoryReviewStore implements ReviewStore {
  readonly said: ReviewEvent[] = []
  readonly course: CourseEvent[] = []
  readonly issued: Baseline[] = []
  readonly asked: RevisionRequest[] = []
  readonly #log: MemoryTableStore
  readonly #people: ReadonlyMap<string, Account>

  constructor(log: MemoryTableStore, people: readonly Account[]) {
    this.#log = log
    this.#people = new Map(people.map(person => [person.id, person]))
  }

  async baselines(tableId: string) {
    return this.issued.filter(({ table }) => table === tableId)
  }
  async beginBaseline(baseline: NewBaseline): Promise<Baseline> {
    const begun = {
      ...baseline,
      id: this.issued.length + 1,
      number: this.issued.length + 1,
      edition: null,
      accountName: baseline.account,
    }
    this.issued.push(begun)
    return begun
  }
  async completeBaseline(id: number, edition: string) {
    this.issued.splice(
      this.issued.findIndex(each => each.id === id),
      1,
      { ...this.issued.find(each => each.id === id)!, edition },
    )
  }
  async dropBaseline(id: number) {
    this.issued.splice(
      this.issued.findIndex(each => each.id === id),
      1,
    )
  }
  async unfinishedBaselines() {
    return this.issued.filter(({ edition }) => edition === null)
  }
  async firstEdition(tableId: string) {
    return this.#log.rooms.find(room => room.tableId === tableId)?.hash ?? null
  }

  async addEvents(_: string, events: readonly NewReviewEvent[]) {
    for (const event of events) this.said.push({ ...event, id: this.said.length + 1 })
  }
  async events(_: string, base: string) {
    return this.said.filter(event => event.base === base)
  }
  async addCourseEvent(_: string, event: Omit<CourseEvent, 'id' | 'accountName'>) {
    this.course.push({ ...event, id: this.course.length + 1, accountName: event.account })
  }
  async courseEvents(_: string, base: string) {
    return this.course.filter(event => event.base === base)
  }

  async addRequest(request: Omit<RevisionRequest, 'id' | 'accountName' | 'steps'>) {
    const id = this.asked.length + 1
    this.asked.unshift({ ...request, id, accountName: request.account, steps: [] })
    return id
  }
  async requests() {
    return this.asked
  }
  async addStep(request: number, position: number, step: Omit<RequestStep, 'accountName'>) {
    const found = this.#request(request)
    if (found.steps.length !== position) throw new Error('passed meanwhile')
    this.#put({ ...found, steps: [...found.steps, { ...step, accountName: step.account }] })
  }
  async closeRequest(id: number, state: Exclude<RequestState, 'open'>, closingWords: string, closedAt: number) {
    const found = this.#request(id)
    if (found.state !== 'open') return false
    this.#put({ ...found, state, closingWords, closedAt })
    return true
  }

  async lastWrites(tableId: string, since: number): Promise<readonly LastWrite[]> {
    const writes = new Map<string, LastWrite>()
    for (const { effect, at, reason } of this.#effects(tableId)) {
      if (at < since) continue
      const [row = '', column = ''] = effect.key.split(':')
      const department = this.#people.get(effect.account)?.department ?? null
      const { account } = effect
      writes.set(effect.key, { row, column, account, accountName: account, department, reason, at })
    }
    return [...writes.values()]
  }
  async effectsAfter(tableId: string, moment: number): Promise<readonly PastEffect[]> {
    return [...this.#effects(tableId)]
      .filter(({ at }) => at > moment)
      .map(({ effect, at }) => {
        const [row = '', column = ''] = effect.key.split(':')
        return { row, column, before: effect.before, at }
      })
      .reverse()
  }

  *#effects(tableId: string) {
    for (const batch of this.#log.batches) {
      if (batch.tableId !== tableId) continue
      for (const effect of batch.effects) {
        if (effect.map !== 'cells') continue
        const reason = batch.intents.findLast(intent => intent.key === effect.key)?.reason ?? null
        yield { effect, at: batch.at, reason }
      }
    }
  }

  #request(id: number): RevisionRequest {
    return this.asked.find(request => request.id === id)!
  }
  #put(request: RevisionRequest): void {
    this.asked[this.asked.findIndex(each => each.id === request.id)] = request
  }
}
