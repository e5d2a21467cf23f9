import type { Account } from '../../shared/accounts/account.ts'
import { openRules, type Rules, type TableRules } from '../../shared/permissions/rules.ts'
import type { RightsNews } from '../../shared/protocol/frames.ts'

/** What this page decides by: the person with their offices, and the table's rules, as the server last sent them. */
export interface HeldRights {
  readonly account: Account
  readonly rules: Rules
  take(news: RightsNews): void
  subscribe(listener: () => void): () => void
}

export function holdRights(first: Account, rulesAtFirst: TableRules): HeldRights {
  const listeners = new Set<() => void>()
  let account = first
  let rules = openRules(rulesAtFirst)
  return {
    get account() {
      return account
    },
    get rules() {
      return rules
    },
    take(news) {
      account = { ...first, acts: news.acts }
      rules = openRules(news.rules)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
