import { describe, expect, test } from 'vitest'
import { courseOf, courseRefusal } from '../../shared/review/course.ts'
import type { EventKind, ReviewEvent } from '../../shared/review/event.ts'
import { chainOf, nextStep, STEPS_OF, stepRefusal } from '../../shared/review/request.ts'
import { mayDecide } from '../../shared/review/reviewers.ts'
import { standingOf } from '../../shared/review/standing.ts'

const said = (id: number, kind: EventKind, seen: string, more: Partial<ReviewEvent> = {}): ReviewEvent => ({
  id,
  row: 'r',
  column: 'c',
  kind,
  base: 'b',
  seen,
  proposal: null,
  words: '',
  undoes: null,
  account: 'a',
  accountName: '周敏',
  department: 'guihua',
  at: id,
  ...more,
})

/** events, what stands in the cell, its state */
const STATES: readonly (readonly [string, readonly ReviewEvent[], string, string])[] = [
  ['nobody has decided', [], '8', 'open'],
  ['accepted as seen', [said(1, 'accept', '8')], '8', 'accepted'],
  ['accepted, then typed over', [said(1, 'accept', '8')], '9', 'moved'],
  ['accepted, typed over and typed back', [said(1, 'accept', '8')], '8', 'accepted'],
  ['returned', [said(1, 'return', '8')], '8', 'returned'],
  ['returned and answered by a new value', [said(1, 'return', '8')], '8.5', 'moved'],
  ['proposed', [said(1, 'propose', '8', { proposal: '8.5' })], '8', 'proposed'],
  ['proposed and taken up', [said(1, 'propose', '8', { proposal: '8.5' })], '8.5', 'accepted'],
  ['proposed, another value typed', [said(1, 'propose', '8', { proposal: '8.5' })], '9', 'moved'],
  ['the newer decision counts', [said(1, 'return', '8'), said(2, 'accept', '8')], '8', 'accepted'],
  ['words decide nothing', [said(1, 'return', '8'), said(2, 'answer', '8')], '8', 'returned'],
  ['undone: open again', [said(1, 'accept', '8'), said(2, 'undo', '8', { undoes: 1 })], '8', 'open'],
  [
    'undone: the one before counts again',
    [said(1, 'return', '8'), said(2, 'accept', '8'), said(3, 'undo', '8', { undoes: 2 })],
    '8',
    'returned',
  ],
]
test.each(STATES)('[REV-11] %s', (_, events, value, state) => {
  expect(standingOf(events, value).state).toBe(state)
  expect(standingOf([...events].reverse(), value).state).toBe(state)
  expect(standingOf(events, value).lastEvent).toBe(events.at(-1)?.id ?? 0)
})

describe('who decides', () => {
  const person = (department: string | null, ...roles: ('clerk' | 'planning' | 'leader' | 'auditor' | 'admin')[]) => ({
    id: 'x',
    account: 'x',
    name: 'x',
    department,
    departmentName: null,
    roles,
  })
  test.each([
    ['the planning office on a department', person('guihua', 'planning'), 'gongxin', true],
    ['the planning office on itself', person('guihua', 'planning'), 'guihua', false],
    ['a leader on the planning office', person('zhengfuban', 'leader'), 'guihua', true],
    ['a clerk', person('gongxin', 'clerk'), 'shangwu', false],
    ['an auditor', person('shenjiju', 'auditor'), 'gongxin', false],
    ['the administrator', person(null, 'admin'), 'gongxin', false],
    ['the planning office where nobody knows', person('guihua', 'planning'), null, true],
  ] as const)('[REV-14] %s', (_, account, department, may) => {
    expect(mayDecide({ ...account, roles: [...account.roles] }, department)).toBe(may)
  })
})

describe('the course', () => {
  const step = (id: number, kind: 'submit' | 'recall' | 'reopen') => ({
    id,
    department: 'gongxin',
    kind,
    base: 'b',
    words: '',
    account: 'a',
    accountName: 'a',
    at: id,
  })
  test.each([
    ['nothing yet', [], [], 'filling'],
    ['submitted', [step(1, 'submit')], ['open'], 'submitted'],
    ['recalled', [step(1, 'submit'), step(2, 'recall')], ['open'], 'filling'],
    ['something came back', [step(1, 'submit')], ['accepted', 'returned'], 'returned'],
    ['a proposal is an answer to wait for', [step(1, 'submit')], ['proposed'], 'returned'],
    ['answered by a new value', [step(1, 'submit')], ['moved'], 'submitted'],
  ] as const)('[REV-22] %s', (_, events, states, course) => {
    expect(courseOf([...events], states).state).toBe(course)
  })
  test.each([
    ['submit', null, false, null],
    ['submit', step(1, 'submit'), false, 'already-submitted'],
    ['recall', step(1, 'submit'), false, null],
    ['recall', step(1, 'submit'), true, 'already-decided'],
    ['recall', null, false, 'not-submitted'],
    ['reopen', step(1, 'submit'), true, null],
    ['reopen', step(1, 'recall'), false, 'not-submitted'],
  ] as const)('[REV-20] %s', (kind, last, decided, refusal) => {
    expect(courseRefusal(kind, last, decided)).toBe(refusal)
  })
})

describe('requests', () => {
  test.each([
    ['年度计划', ['预期性'], 'market'],
    ['年度计划', [], 'market'],
    ['年度计划', ['预期性', '约束性'], 'binding'],
    ['规划', ['预期性'], 'five-year'],
  ] as const)('[REV-31] %s %j → %s', (section, attributes, chain) => {
    expect(chainOf(section, attributes)).toBe(chain)
  })
  const request = {
    state: 'open',
    chain: 'binding',
    steps: [] as never[],
    account: 'liu',
    department: 'gongxin',
  } as const
  const office = { id: 'zhou', department: 'guihua' }
  test.each([
    ['the next step', request, 'planning-office', '', office, null],
    ['out of order', request, 'upper-order', '市发〔2024〕1号', office, 'step-not-next'],
    ['by who asked', request, 'planning-office', '', { id: 'liu', department: null }, 'own-request'],
    ['by the department that asked', request, 'planning-office', '', { id: 'x', department: 'gongxin' }, 'own-request'],
    ['closed', { ...request, state: 'declined' }, 'planning-office', '', office, 'request-closed'],
  ] as const)('[REV-32] %s', (_, asked, step, document, by, refusal) => {
    expect(stepRefusal(asked, step, document, by)).toBe(refusal)
  })
  test('[REV-31] a step with a document needs its number', () => {
    const passed = { ...request, steps: [{ step: 'planning-office' }] as never }
    expect(nextStep(passed)).toBe('upper-order')
    expect(stepRefusal(passed, 'upper-order', ' ', office)).toBe('document-missing')
    expect(stepRefusal(passed, 'upper-order', '市发〔2024〕1号', office)).toBeNull()
    expect(STEPS_OF['five-year']).toEqual(['planning-office', 'government-proposal', 'standing-committee'])
  })
})
