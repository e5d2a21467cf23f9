import type { Translation } from '../translation.ts'
import type { find as source } from '../zh-CN/find.ts'

export const find: Translation<typeof source> = {
  bar: 'Find and replace',
  text: 'Find what',
  'text-hint': 'Find; pinyin initials will do',
  by: 'Replace with',
  before: 'Previous',
  next: 'Next',
  whole: 'Whole cell',
  case: 'Match case',
  formulas: 'In formulas',
  replace: 'Replace',
  'replace-all': 'Replace all',
  replaced: '{{count}} cells replaced',
  replaced_one: '{{count}} cell replaced',
  refused: '{{count}} cells are not yours to fill and stay as they are',
  refused_one: '{{count}} cell is not yours to fill and stays as it is',
  and: '; ',
  none: 'Not found',
  count: '{{at}} of {{of}}',
  'count-more': '{{at}} of more than {{of}}',
  searching: 'Searching {{done}}%',
  stop: 'Stop',
  close: 'Close',
}
