import { describe, expect, test } from 'vitest'
import { deadlineNotices } from '../../server/notices/deadline-watch.ts'
import { daysToTell, isOverdue, isOwed } from '../../shared/notices/due.ts'

const TODAY = '2026-12-01'

describe('what is owed, and since when', () => {
  test.each([
    // due, phase, state, owed, overdue, days to tell
    ['2026-11-30', 'drafting', 'filling', true, true, null],
    ['2026-12-01', 'drafting', 'filling', true, false, 0],
    ['2026-12-01', 'drafting', 'returned', true, false, 0],
    ['2026-12-04', 'drafting', 'filling', true, false, 3],
    ['2026-12-05', 'drafting', 'filling', true, false, null],
    [null, 'drafting', 'filling', true, false, null],
    ['2026-11-30', 'drafting', 'returned', true, true, null],
    ['2026-11-30', 'drafting', 'submitted', false, false, null],
    ['2026-12-02', 'submitted', 'submitted', false, false, null],
    ['2026-11-30', 'issued', 'filling', false, false, null],
    ['2026-12-02', 'archived', 'returned', false, false, null],
  ] as const)('[NOTE-20] [NOTE-22] [NOTE-23] due %s, %s, %s', (due, phase, state, owed, overdue, days) => {
    const waiting = { due, phase, state }
    expect([isOwed(waiting), isOverdue(waiting, TODAY), daysToTell(waiting, TODAY)]).toEqual([owed, overdue, days])
  })

  test('[NOTE-22] those who owe are told; a day that is moved is another one', () => {
    const departments = new Map([
      ['a', 'filling'],
      ['b', 'submitted'],
      ['c', 'returned'],
    ] as const)
    const told = (due: string) =>
      deadlineNotices({ id: 't', due, phase: 'drafting', departments }, TODAY).map(({ once }) => once)
    expect(told('2026-12-02')).toEqual(['deadline/t/a/2026-12-02', 'deadline/t/c/2026-12-02'])
    expect(told('2026-12-03')).toEqual(['deadline/t/a/2026-12-03', 'deadline/t/c/2026-12-03'])
    expect(told('2027-01-01')).toEqual([])
  })
})
