import { z } from 'zod'
import { account } from '../accounts/account.ts'

/** `POST /api/session`: signs in. */
export const signIn = z
  .object({ account: z.string().min(1).max(100), password: z.string().min(1).max(1000) })
  .meta({ id: 'SignIn' })

/** A password that somebody chooses. */
export const chosenPassword = z.string().min(8).max(1000)

/** `POST /api/session/password`: changes the caller's own. */
export const passwordChange = z
  .object({ old: z.string().min(1).max(1000), new: chosenPassword })
  .meta({ id: 'PasswordChange' })

/** The person the caller is. */
export const sessionAnswer = account.meta({ id: 'Account' })

/** `POST /api/tokens`: a token for a script. */
export const newToken = z
  .object({ name: z.string().trim().min(1).max(100).meta({ description: 'what its owner calls it' }) })
  .meta({ id: 'NewToken' })

const tokenFacts = {
  id: z.string(),
  name: z.string(),
  createdAt: z.number().meta({ description: 'ms since 1970' }),
}

export const createdToken = z
  .object({ ...tokenFacts, token: z.string().meta({ description: 'shown this once, stored nowhere' }) })
  .meta({ id: 'CreatedToken' })

export const tokenFactsAnswer = z
  .object({ ...tokenFacts, lastUsedAt: z.number().nullable().meta({ description: 'ms since 1970; null: never' }) })
  .meta({ id: 'Token' })
