import type { Op } from '../values/planning-value.ts'

/** How much a qualifier leaves open: 突破 the least, 左右 the most. */
export const SLACK: Readonly<Record<Op, number>> = { gt: 0, lt: 0, ge: 1, le: 1, eq: 1, approx: 2 }
