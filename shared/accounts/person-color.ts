/** Dark enough for white letters and as letters on white (4.5:1), and apart from each other. */
const COLORS = ['#7a5aa6', '#2c7a5b', '#96600f', '#0f6f83', '#9a4a7c', '#5b6b1f', '#4a63b0', '#8a5a44'] as const

/** The same colour for a person on every screen and every day, from the account id alone. */
export function personColor(accountId: string): string {
  let hash = 0
  for (let i = 0; i < accountId.length; i++) hash = (Math.imul(hash, 31) + accountId.charCodeAt(i)) >>> 0
  return COLORS[hash % COLORS.length] ?? COLORS[0]
}
