import type { Translation } from '../translation.ts'
import type { components as zh } from '../zh-CN/components.ts'

export const components: Translation<typeof zh> = {
  title: 'Components',
  open: 'Components',
  colours: 'Colours',
  type: 'Type',
  buttons: 'Buttons',
  states: 'States',
  choices: 'Choices',
  messages: 'Messages',
  loading: 'Loading',
  word: 'Word',
  first: 'One',
  second: 'Two',
  message: 'Nothing here yet',
  'message-body': 'Says why there is nothing, and what one can do next.',
}
