import * as Y from 'yjs'
import type { Account } from '../../../shared/accounts/account.ts'
import { gatedRoom } from '../../support/gated-room.ts'
import { quantile } from '../support/figures.ts'

const CLERK: Account = {
  id: 'a',
  account: 'gongxin',
  name: '李娜',
  department: 'gongxin',
  departmentName: '工信局',
  roles: ['clerk'],
}

/** µs that the gate takes for an update of one cell, as a stock client sends it: read, judged, encoded anew and applied. */
export function gateCost(edits: number): { readonly p50: number; readonly p99: number } {
  const { apply } = gatedRoom()
  const doc = new Y.Doc()
  const cells = doc.getMap('cells')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let at = 0; at < edits; at++) cells.set(at % 2 === 0 ? 'r0:c0' : 'r1:c0', at)
  const times: number[] = []
  for (const update of updates) {
    const started = performance.now()
    const { refused } = apply(CLERK, update)
    times.push((performance.now() - started) * 1000)
    if (refused.length > 0) throw new Error(`refused: ${refused[0]?.why}`)
  }
  const warm = times.slice(Math.floor(edits / 5))
  return { p50: quantile(warm, 0.5), p99: quantile(warm, 0.99) }
}
