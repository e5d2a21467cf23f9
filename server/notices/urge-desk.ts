import { dayOf } from '../../shared/core/moments.ts'
import { isOverdue, isOwed } from '../../shared/notices/due.ts'
import { hasRole } from '../../shared/permissions/standing.ts'
import type { UrgeBody, UrgedAnswer } from '../../shared/protocol/api-notices.ts'
import type { Author } from '../audit/author.ts'
import { ApiFailure } from '../errors.ts'
import { createMutex } from '../storage/mutex.ts'
import type { NoticeStore } from '../storage/notice-store.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { departmentStates, type StatesNeeds } from './department-states.ts'
import type { NoticeDesk } from './notice-desk.ts'

export interface UrgeNeeds extends StatesNeeds {
  readonly catalogue: TableCatalogue
  readonly store: NoticeStore
  readonly notices: NoticeDesk
}

type Part = UrgeBody['parts'][number]
type Outcome = UrgedAnswer['parts'][number]

/** Where the planning office urges: one press after the other, so that two at once are one and its answer. */
export interface UrgeDesk {
  /** @throws ApiFailure not-allowed, not-found, no-rows */
  urge(parts: readonly Part[], by: Author, at: number): Promise<UrgedAnswer>
}

export function createUrgeDesk(needs: UrgeNeeds): UrgeDesk {
  const { catalogue, store, notices } = needs
  const turn = createMutex()

  async function one({ table: name, department }: Part, { account, address }: Author, at: number): Promise<Outcome> {
    const { table } = await catalogue.open(account, name)
    const state = (await departmentStates(needs, table)).get(department)
    if (state === undefined) throw new ApiFailure('no-rows')
    const { phase, due = null } = table.view.structure.table
    const part = { table: table.id, department }
    if (!isOwed({ phase, state })) return { ...part, outcome: 'not-owed', byName: null, at: null }
    const day = dayOf(at)
    const before = (await store.urges([table.id])).find(urge => urge.department === department && urge.day === day)
    if (before !== undefined) return { ...part, outcome: 'already', byName: before.byName, at: before.at }
    const departmentName = (await catalogue.departmentNames()).get(department) ?? department
    const overdue = isOverdue({ due, phase, state }, day)
    const what = { kind: 'urged', departmentName, due, overdue } as const
    const beside = await notices.address(
      [{ table: table.id, to: { to: 'department', department }, what }],
      account.id,
      at,
    )
    if (beside.length === 0) return { ...part, outcome: 'nobody', byName: null, at: null }
    const facts = { department, due }
    await store.addUrge(
      { ...part, day, account: account.id, at },
      { at, account: account.id, address, kind: 'urged', table: table.id, facts },
      beside,
    )
    notices.ring(beside)
    return { ...part, outcome: 'urged', byName: account.name, at }
  }

  return {
    async urge(parts, by, at) {
      if (!hasRole(by.account, 'planning', at)) throw new ApiFailure('not-allowed')
      const release = await turn.take()
      try {
        const outcomes: Outcome[] = []
        for (const part of parts) outcomes.push(await one(part, by, at))
        return { parts: outcomes }
      } finally {
        release()
      }
    },
  }
}
