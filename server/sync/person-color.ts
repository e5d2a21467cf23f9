/** Readable as text on white (contrast 4.5 and more) and apart from each other, also for most colour-blind readers. */
const PALETTE = [
  '#1d4ed8',
  '#b91c1c',
  '#047857',
  '#7e22ce',
  '#b45309',
  '#0e7490',
  '#be185d',
  '#4d7c0f',
  '#4338ca',
  '#9f1239',
  '#0f766e',
  '#854d0e',
] as const

/** A person's colour: the same everywhere and every day, from the account id alone (FNV-1a). */
export function personColor(accountId: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < accountId.length; i++) hash = Math.imul(hash ^ accountId.charCodeAt(i), 0x01000193)
  return PALETTE[(hash >>> 0) % PALETTE.length] ?? PALETTE[0]
}
