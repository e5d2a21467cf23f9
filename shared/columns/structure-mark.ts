import { portableHash } from '../document/seal.ts'
import type { TableStructure } from '../tables/structure.ts'

const DIGITS = 16

/** A name for the columns as they are: who plans a change says by it what the plan was made on. Hex, the same on every machine. */
export const structureMark = ({ columns }: TableStructure): string =>
  portableHash(new TextEncoder().encode(JSON.stringify(columns))).slice(0, DIGITS)
