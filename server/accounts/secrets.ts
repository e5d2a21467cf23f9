import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for a cookie or a token, safe in a URL */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret. It is long and random, so that a plain hash cannot be reversed by guessing. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** easily confused characters left out: people copy these from a console */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** about 60 bits, for people to type */
export const newPassword = (): string => Array.from(randomBytes(12), byte => LETTERS[byte % LETTERS.length]).join('')
