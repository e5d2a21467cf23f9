/**
 * When an overlay is folded into the next edition. Counted in structs and bytes, not in keys: keys that are written over
 * and over make a document slow without making it wide.
 */
export interface FoldLimits {
  readonly structs: number
  readonly bytes: number
}

export const FOLD_LIMITS: FoldLimits = { structs: 50_000, bytes: 2 * 1024 * 1024 }
