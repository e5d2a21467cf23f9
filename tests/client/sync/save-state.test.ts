import { expect, test } from 'vitest'
import { type SaveFacts, saveState } from '../../../client/sync/save-state.ts'

const live: SaveFacts = { phase: 'live', troubled: false, met: true, unsaved: 0, signedOut: false }

test.each<[string, Partial<SaveFacts>, ReturnType<typeof saveState>]>([
  ['connected, nothing waits', {}, { kind: 'saved' }],
  ['connected, something waits', { unsaved: 2 }, { kind: 'saving', count: 2 }],
  ['before the first connection', { phase: 'opening', met: false }, { kind: 'connecting' }],
  ['the first try failed', { phase: 'closed', met: false, troubled: true }, { kind: 'offline', count: 0 }],
  ['connection lost, nothing waits', { phase: 'closed', troubled: true }, { kind: 'offline', count: 0 }],
  ['trying again is still offline', { phase: 'opening', troubled: true, unsaved: 1 }, { kind: 'offline', count: 1 }],
  ['between two editions', { phase: 'opening' }, { kind: 'saved' }],
  ['between two editions, something waits', { phase: 'fetching', unsaved: 3 }, { kind: 'saving', count: 3 }],
  ['session over', { phase: 'stopped', signedOut: true, unsaved: 1 }, { kind: 'signed-out', count: 1 }],
  ['refused for good', { phase: 'stopped' }, { kind: 'forbidden', count: 0 }],
])('%s', (_, facts, expected) => {
  expect(saveState({ ...live, ...facts })).toEqual(expected)
})
