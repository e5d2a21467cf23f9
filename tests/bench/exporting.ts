import { benchExport } from './export.bench.ts'
import { figure, table } from './support/figures.ts'
import { type Measure, step } from './support/measure.ts'

/** A large table as an official form. A quick run takes as long: it is seconds. */
export const exporting: Measure = async () => {
  const figures = await benchExport()
  const rows = figures.map(({ name, unit, value, note }) => {
    const shown = typeof value === 'number' ? figure(value) : `${value.p50} / ${value.p95} / ${value.p99}`
    step(`${name} ${shown} ${unit}`)
    return [`${note}`, `${shown} ${unit}`]
  })
  return {
    title: 'Export of 20,000 rows × 20 columns as an official form',
    text: [
      'The module alone, in a process of its own: from the table in memory to the bytes of the workbook, as the server does it for `export.xlsx?form=official`.',
      '',
      table(['', 'figure'], rows),
    ].join('\n'),
    figures,
  }
}
