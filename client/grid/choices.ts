import type { Scalar } from '../../shared/core/scalar.ts'
import type { Column } from '../../shared/tables/structure.ts'

const NONE: readonly string[] = []
/** every painted cell asks, and a column is one object for as long as it stays what it is */
const offers = new WeakMap<Column, readonly string[]>()

/** What a choice column offers, in its order; [] for every other column. */
export function choicesOf(column: Column): readonly string[] {
  if (column.type !== 'choice' || !column.choices) return NONE
  const known = offers.get(column)
  if (known) return known
  const choices = column.choices
    .split('\n')
    .map(choice => choice.trim())
    .filter(choice => choice !== '')
  offers.set(column, choices)
  return choices
}

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
