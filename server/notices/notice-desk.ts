import type { Account } from '../../shared/accounts/account.ts'
import type { NoticeFacts } from '../../shared/notices/notice.ts'
import { type Addressee, recipientsOf } from '../../shared/notices/recipients.ts'
import type { AccountStore } from '../storage/account-store.ts'
import type { NewNotice } from '../storage/notice-store.ts'

/** Something that somebody is to hear of, before it is known who that is. */
export interface NoticeDraft {
  readonly table: string
  readonly to: Addressee
  readonly what: NoticeFacts
  readonly once?: string
}

/** Where notices are addressed, and where bells are rung. */
export interface NoticeDesk {
  /** one notice for everybody whom a draft concerns; `by` null: the clock */
  address(drafts: readonly NoticeDraft[], by: string | null, at: number): Promise<readonly NewNotice[]>
  /** they are on disk: open pages of these people ask anew */
  ring(notices: readonly NewNotice[]): void
}

export interface NoticeDeskNeeds {
  readonly accounts: Pick<AccountStore, 'listAccounts'>
  readonly mayRead: (person: Account, tableId: string) => boolean
  /** the account with its further offices as they are now */
  readonly actor: (person: Account) => Account
  readonly tell: (accounts: ReadonlySet<string>) => void
  /** to other machines; it waits for nothing */
  readonly deliver: (notices: readonly NewNotice[]) => void
}

export function createNoticeDesk({ accounts, mayRead, actor, tell, deliver }: NoticeDeskNeeds): NoticeDesk {
  return {
    async address(drafts, by, at) {
      if (drafts.length === 0) return []
      const people = (await accounts.listAccounts()).map(actor)
      return drafts.flatMap(({ to, ...draft }) =>
        recipientsOf(to, { people, by, at, mayRead: person => mayRead(person, draft.table) }).map(account => ({
          ...draft,
          to: account,
          by,
          at,
        })),
      )
    },
    ring(notices) {
      if (notices.length === 0) return
      tell(new Set(notices.map(({ to }) => to)))
      deliver(notices)
    },
  }
}
