/** 80 random bits: no two people ever make the same row. `crypto.randomUUID` is missing on plain http. */
export function newRowId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return `r${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`
}
