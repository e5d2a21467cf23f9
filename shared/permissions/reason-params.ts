import type { Decision } from './can.ts'

/** How the reader's side names things in a sentence. */
export interface Naming {
  department(id: string): string
  moment(ms: number): string
  /** in place of an end that is not set, such as 另行通知 */
  readonly open: string
}

/** What the sentence of a decision names: `department`, `until`, `by`, `words`. Both languages' catalogues use these places. */
export function reasonParams({ facts = {} }: Decision, naming: Naming): Readonly<Record<string, string>> {
  const { department, until, by, words } = facts
  return {
    ...(department === undefined ? {} : { department: naming.department(department) }),
    ...(until === undefined ? {} : { until: until === null ? naming.open : naming.moment(until) }),
    ...(by === undefined ? {} : { by }),
    ...(words === undefined ? {} : { words }),
  }
}
