/**
 * Why the server closes a socket. 4400-4499 tell a stock client to stop for good, 4500-4599 to try again.
 * `moved` carries the next room's name as its reason.
 */
export const CloseCode = {
  goingAway: 1001,
  tooBig: 1009,
  noSession: 4401,
  hostile: 4403,
  /** the right to read the table has gone */
  notReadable: 4404,
  moved: 4409,
  tryAgain: 4503,
} as const
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode]
