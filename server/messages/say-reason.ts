import type { ReasonFacts } from '../../shared/permissions/can.ts'
import type { Refused } from '../errors.ts'
import { type Language, say } from './say.ts'

/** Why something was refused. `facts.department` is a name by now, not an id. */
export function sayReason(language: Language, why: Refused['why'], facts: ReasonFacts = {}): string {
  const { department, until, by = '', words = '' } = facts
  return say(language, `permission.${why}`, {
    department: department ?? say(language, 'permission.another-department'),
    until: until === undefined || until === null ? say(language, 'permission.open-end') : moment(language, until),
    by,
    words,
  })
}

const moment = (language: Language, ms: number): string =>
  new Date(ms).toLocaleString(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
