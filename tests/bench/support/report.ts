import { existsSync, readFileSync } from 'node:fs'
import { figure } from './figures.ts'
import { type Machine, machineLines } from './machine.ts'
import type { Findings } from './measure.ts'

/** Findings, and what they were found on. */
export interface Section extends Findings {
  readonly name: string
  readonly commit: string
  readonly machine: Machine
  /** the same as the machine's `load`, once this part was measured */
  readonly loadAfter: number
  /** ISO 8601 */
  readonly at: string
}

/** The sections of the last report; none where there is no report, or one of another shape. */
export function readReport(file: string): readonly Section[] {
  if (!existsSync(file)) return []
  const sections: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return Array.isArray(sections) ? sections : []
}

export function renderReport(sections: readonly Section[]): string {
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. Figures are medians, with the smallest and the largest of the runs in brackets. Ours and what stands beside',
    'it were measured in one run on one machine: compare the ratios, not the absolute figures with another day’s or another machine’s.',
    '`npm run bench -- --only=start` measures a part anew, `-- --quick` shows in a short run that the measuring works.',
    ...sections.flatMap(section => ['', `## ${section.title}`, '', section.text, '', ...origin(section)]),
    '',
  ].join('\n')
}

const origin = ({ at, commit, machine, loadAfter }: Section): readonly string[] => [
  `*${at.slice(0, 16).replace('T', ' ')} UTC, commit ${commit}, load at the end ${figure(loadAfter)}*  `,
  ...machineLines(machine).map((line, index, all) => `*${line}*${index < all.length - 1 ? '  ' : ''}`),
]
