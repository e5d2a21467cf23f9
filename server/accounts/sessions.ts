import type { Account } from '../../shared/accounts/account.ts'
import { ApiFailure } from '../errors.ts'
import type { AccountStore, SignInRefusal } from '../storage/account-store.ts'
import { type AttemptLimiter, createAttemptLimiter } from './attempt-limiter.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { newSecret, secretHash } from './secrets.ts'

/** ms; a session lives this long after its last use */
export const SESSION_LIFE = 7 * 24 * 3_600_000
/** ms; a session in use is written anew at most this often */
const EXTEND_EVERY = 3_600_000
/** ms */
const TOUCH_EVERY = 60_000

/** characters of what a browser calls itself */
const LONGEST_AGENT = 400

/** How the caller proved who they are. `account`: whose session or token it is, by account id. */
export type Proof =
  | { readonly kind: 'session'; readonly account: string; readonly tokenHash: string; readonly expiresAt: number }
  | { readonly kind: 'token'; readonly account: string; readonly id: string; readonly tokenHash: string }

export interface Caller {
  readonly account: Account
  readonly proof: Proof
}

export interface PasswordChange {
  readonly old: string
  readonly new: string
}

export interface Sessions {
  /** @throws ApiFailure wrong-password, too-many-attempts */
  signIn(
    name: string,
    password: string,
    address: string,
    agent?: string | null,
  ): Promise<{ readonly account: Account; readonly secret: string }>
  signOut(proof: Proof, address: string): Promise<void>
  /**
   * Of one's own account. Ends its other sessions; the one that asks goes on.
   * @throws ApiFailure old-password-wrong, too-many-attempts
   */
  changePassword(caller: Caller, given: PasswordChange, address: string): Promise<void>
  /** by sign-in name: ms since 1970 until when guesses have shut it; null: it is open */
  shutUntil(name: string): number | null
  /** lets the name in again */
  forgive(name: string): void
  fromCookie(secret: string): Promise<Caller | null>
  fromToken(secret: string): Promise<Caller | null>
  /** Whoever proved it before: null once the session has ended or the token is gone. Does not count as use. */
  again(proof: Proof): Promise<Account | null>
  /** Counts as use: a session in use does not expire. Answers its new expiry where that moved. */
  extend(proof: Proof): Promise<number | null>
}

export function createSessions(
  accounts: AccountStore,
  clock: () => number,
  limiter: AttemptLimiter = createAttemptLimiter(clock),
): Sessions {
  const touched = new Map<string, number>()

  async function verified(name: string, password: string): Promise<Account | null> {
    const right = await passwordMatches(await accounts.passwordHash(name), password)
    return right ? await accounts.findByName(name) : null
  }

  /**
   * No guess is answered before it is written down: on a full disk nobody learns whether theirs was right.
   * @param caller who is signed in already, by account id
   * @throws ApiFailure `wrong`, too-many-attempts
   */
  async function guess(
    name: string,
    password: string,
    address: string,
    wrong: 'wrong-password' | 'old-password-wrong',
    caller: string | null = null,
  ): Promise<Account> {
    const refuse = (why: SignInRefusal) => accounts.refuseSignIn(name, why, { at: clock(), account: caller, address })
    const key = `${name.toLowerCase()} ${address}`
    const { wait, shuts } = limiter.begin(key)
    if (wait > 0) {
      // once for the whole row: what is turned away unread must not fill the log
      if (shuts) await refuse('too-many-attempts')
      throw new ApiFailure('too-many-attempts', {
        params: { seconds: wait },
        headers: { 'retry-after': String(wait) },
      })
    }
    const account = await verified(name, password).catch(error => {
      // nobody guessed: the database did not answer
      limiter.succeeded(key)
      throw error
    })
    if (account === null) {
      await refuse(wrong)
      throw new ApiFailure(wrong)
    }
    limiter.succeeded(key)
    return account
  }

  return {
    shutUntil: name => limiter.shutUntil(`${name.toLowerCase()} `),
    forgive: name => limiter.forgive(`${name.toLowerCase()} `),
    async signIn(name, password, address, agent = null) {
      const account = await guess(name, password, address, 'wrong-password')
      const secret = newSecret()
      const now = clock()
      await accounts.createSession({
        tokenHash: secretHash(secret),
        account: account.id,
        createdAt: now,
        expiresAt: now + SESSION_LIFE,
        address,
        agent: agent?.slice(0, LONGEST_AGENT) ?? null,
      })
      return { account, secret }
    },

    async changePassword({ account, proof }, given, address) {
      await guess(account.account, given.old, address, 'old-password-wrong', account.id)
      const kept = proof.kind === 'session' ? proof.tokenHash : undefined
      const passwordHash = await hashPassword(given.new)
      await accounts.setPassword(account.id, passwordHash, { at: clock(), account: account.id, address }, kept)
    },

    signOut: ({ account, tokenHash }, address) => accounts.deleteSession(tokenHash, { at: clock(), account, address }),

    async fromCookie(secret) {
      const tokenHash = secretHash(secret)
      const session = await accounts.findSession(tokenHash, clock())
      if (session === null) return null
      const { account, expiresAt } = session
      return { account, proof: { kind: 'session', account: account.id, tokenHash, expiresAt } }
    },

    async fromToken(secret) {
      const tokenHash = secretHash(secret)
      const token = await accounts.findToken(tokenHash)
      if (token === null) return null
      const now = clock()
      if (now - (touched.get(token.id) ?? Number.NEGATIVE_INFINITY) >= TOUCH_EVERY) {
        touched.set(token.id, now)
        // when it was last used is worth nothing against reading: on a full disk the token still works
        await accounts.touchToken(token.id, now).catch(() => touched.delete(token.id))
      }
      const { id, account } = token
      return { account, proof: { kind: 'token', account: account.id, id, tokenHash } }
    },

    async again(proof) {
      if (proof.kind === 'token') return (await accounts.findToken(proof.tokenHash))?.account ?? null
      return (await accounts.findSession(proof.tokenHash, clock()))?.account ?? null
    },

    async extend(proof) {
      if (proof.kind === 'token') return null
      const expiresAt = clock() + SESSION_LIFE
      if (expiresAt - proof.expiresAt < EXTEND_EVERY) return null
      // on a full disk the session goes on as it was: reading must not depend on writing
      return await accounts.extendSession(proof.tokenHash, expiresAt).then(
        () => expiresAt,
        () => null,
      )
    },
  }
}
