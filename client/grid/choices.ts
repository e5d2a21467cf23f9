import type { Scalar } from '../../shared/core/scalar.ts'
import type { Column } from '../../shared/tables/structure.ts'

/** What a choice column offers, in its order; [] for every other column. */
export const choicesOf = ({ type, choices }: Column): readonly string[] =>
  type === 'choice'
    ? (choices ?? '')
        .split('\n')
        .map(choice => choice.trim())
        .filter(choice => choice !== '')
    : []

/** Something stands here that is none of what the column offers. */
export function isNoChoice(column: Column, stored: Scalar): boolean {
  if (column.type !== 'choice' || stored === null || stored === '') return false
  const choices = choicesOf(column)
  return choices.length > 0 && !choices.includes(String(stored).trim())
}

/** What is left of the offer for what was typed; those that begin with it come first. */
export function matching(choices: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return choices
  const begins = (choice: string) => choice.toLowerCase().startsWith(wanted)
  const found = choices.filter(choice => choice.toLowerCase().includes(wanted))
  return [...found.filter(begins), ...found.filter(choice => !begins(choice))]
}
