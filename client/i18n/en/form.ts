import type { Translation } from '../translation.ts'
import type { form as zh } from '../zh-CN/form.ts'

export const form: Translation<typeof zh> = {
  row: 'This row as a form',
  open: 'This row as a form',
  close: 'Close the form',
  place: '{{at}} / {{of}}',
  previous: 'Row above',
  next: 'Row below',
  blank: 'blank',
  was: 'was {{before}} in this edition',
  'not-kept': '“{{text}}” was not kept: {{why}}',
  'too-long': 'The text is too long for one cell; shorten it before you leave the field.',
  'gone-title': 'This row is no longer here',
  'gone-body': 'Somebody deleted the row. Close the form and choose another one.',
  more: 'Show more ({{count}} rows left)',
}
