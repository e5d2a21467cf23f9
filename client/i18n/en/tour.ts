import type { Translation } from '../translation.ts'
import type { tour as zh } from '../zh-CN/tour.ts'

export const tour: Translation<typeof zh> = {
  title: 'New here',
  place: '{{at}} / {{of}}',
  skip: 'Skip',
  back: 'Back',
  next: 'Next',
  done: 'Got it',
  'own-title': 'A blue edge marks your rows',
  'own-body':
    'Open a table: rows with a blue edge are your department’s to fill; the others say whose they are when tried.',
  'fill-title': 'Fill it in as in Excel',
  'fill-body':
    'Type, F2, Tab, Enter, copy and paste work as ever. Qualified figures such as ≥95 or [16] stay as typed, and still compute.',
  'computed-title': 'Columns with ƒ compute themselves',
  'computed-body': 'They move as soon as their inputs do. Select one and open the details to see formula and inputs.',
  'undo-title': 'Saved as you type, and undone',
  'undo-body':
    'There is no save button; Ctrl+Z takes back your own edits only. Offline you type on, and it is sent later. Ctrl+P prints the table.',
}
