import type { Translation } from '../translation.ts'
import type { print as zh } from '../zh-CN/print.ts'

export const print: Translation<typeof zh> = {
  print: 'Print',
  open: 'Print view',
  back: 'Back to the table',
  rows: 'A4 landscape · {{count}} rows',
  rows_one: 'A4 landscape · {{count}} row',
  cut: 'Only the first {{shown}} of {{total}} rows are printed here; for all of them, export to Excel.',
  printed: 'Printed {{when}}',
}
