import type { Scalar } from '../../shared/core/scalar.ts'

/** A stored value as a text; blank is the empty text. */
export const printable = (value: Scalar): string => (value === null ? '' : String(value))
