import type { Account, Acting } from '../../shared/accounts/account.ts'
import { can, type Decision, type Subject } from '../../shared/permissions/can.ts'
import { NO_RULES, OPEN_RULES, openRules, type Rules, type TableRules } from '../../shared/permissions/rules.ts'
import type { RightsStore } from '../storage/rights-store.ts'

/** What the gate asks for every update, from memory. */
export interface Rights {
  rules(tableId: string): Rules
  /** the account with its further offices as they are now */
  actor(account: Account): Account
  /** ms since 1970 */
  now(): number
  mayRead(account: Account, tableId: string): boolean
}

export type RightsChange =
  | { readonly kind: 'table'; readonly tableId: string }
  | { readonly kind: 'account'; readonly accountId: string }

/** The rights of the whole workspace, read once and again after each change: this server is the only one that writes them. */
export interface RightsBook extends Rights {
  /** as it travels to a page */
  sent(tableId: string): TableRules
  decide(
    account: Account,
    action: 'read-table' | 'export' | 'manage-rights' | 'read-audit',
    subject: Pick<Subject, 'tableId' | 'phase'>,
  ): Decision
  officesOf(accountId: string): readonly Acting[]
  /** runs a change of the store, then counts what it changed and tells everybody who listens */
  change(what: RightsChange, run: (store: RightsStore) => Promise<void>): Promise<void>
  /** answers how to stop */
  listen(listener: (change: RightsChange) => void): () => void
}

/** @throws StorageError */
export async function openRightsBook(store: RightsStore, clock: () => number): Promise<RightsBook> {
  const listeners = new Set<(change: RightsChange) => void>()
  let sent: ReadonlyMap<string, TableRules> = new Map()
  let opened = new Map<string, Rules>()
  let offices: ReadonlyMap<string, readonly Acting[]> = new Map()
  // changes one after the other: the later one must not read before the earlier has written
  let last: Promise<void> = Promise.resolve()

  const read = async () => {
    ;[sent, offices] = await Promise.all([store.rules(), store.offices()])
    opened = new Map([...sent].map(([tableId, rules]) => [tableId, openRules(rules)]))
  }
  await read()

  const rules = (tableId: string) => opened.get(tableId) ?? OPEN_RULES
  const actor = (account: Account): Account => {
    const acts = offices.get(account.id)
    if (acts === undefined) return account.acts === undefined ? account : { ...account, acts: [] }
    return { ...account, acts: [...acts] }
  }
  const decide: RightsBook['decide'] = (account, action, { tableId, phase }) =>
    can(actor(account), action, {
      tableId,
      phase,
      rowOwner: null,
      fills: 'owner',
      rules: rules(tableId),
      at: clock(),
    })

  return {
    rules,
    actor,
    now: clock,
    decide,
    mayRead: (account, tableId) => decide(account, 'read-table', { tableId, phase: 'drafting' }).allowed,
    sent: tableId => sent.get(tableId) ?? NO_RULES,
    officesOf: accountId => offices.get(accountId) ?? [],
    change(what, run) {
      const done = last.then(async () => {
        await run(store)
        await read()
        for (const listener of listeners) listener(what)
      })
      last = done.catch(() => undefined)
      return done
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
