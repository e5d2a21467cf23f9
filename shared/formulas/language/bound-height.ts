import { type Bound, boundChildren } from './bound.ts'

/** How deep the evaluation of a formula goes. */
export const boundHeight = (node: Bound): number => 1 + Math.max(0, ...boundChildren(node).map(boundHeight))
