import type { Column } from '../../shared/tables/structure.ts'
import { parseValue } from '../../shared/values/parse.ts'
import type { ColumnFilter, Condition } from './spec-changes.ts'

const FIGURES = ['=', '<>', '>', '>=', '<', '<=', 'between'] as const
const TEXTS = ['contains', 'contains-not', 'begins', 'ends', 'equals'] as const
type Kind = 'none' | 'blank' | 'not-blank' | (typeof FIGURES)[number] | (typeof TEXTS)[number]

/** A condition while it is being typed. */
export interface ConditionDraft {
  readonly kind: Kind
  readonly operand: string
  readonly to: string
}

/** What is likely first: figures for figures, words for words. */
export const kindsFor = ({ type }: Pick<Column, 'type'>): readonly Kind[] =>
  type === 'value' || type === 'computed'
    ? ['none', ...FIGURES, 'blank', 'not-blank', ...TEXTS]
    : ['none', ...TEXTS, 'blank', 'not-blank', ...FIGURES]

export function draftOf(filters: readonly ColumnFilter[]): ConditionDraft {
  for (const filter of filters) {
    switch (filter.kind) {
      case 'figure':
        return { kind: filter.test, operand: String(filter.figure), to: String(filter.to ?? '') }
      case 'text':
        return { kind: filter.test, operand: filter.text, to: '' }
      case 'blank':
        return { kind: filter.blank ? 'blank' : 'not-blank', operand: '', to: '' }
      case 'values':
        break
    }
  }
  return { kind: 'none', operand: '', to: '' }
}

/** `wrong`: a figure is needed and none was typed. */
export function conditionOf({ kind, operand, to }: ConditionDraft, column: string): Condition | null | 'wrong' {
  if (kind === 'none') return null
  if (kind === 'blank' || kind === 'not-blank') return { kind: 'blank', column, blank: kind === 'blank' }
  if (isText(kind)) return operand === '' ? null : { kind: 'text', column, test: kind, text: operand }
  const figure = figureOf(operand)
  if (figure === null) return 'wrong'
  if (kind !== 'between') return { kind: 'figure', column, test: kind, figure }
  const end = figureOf(to)
  return end === null ? 'wrong' : { kind: 'figure', column, test: kind, figure, to: end }
}

const isText = (kind: Kind): kind is (typeof TEXTS)[number] => (TEXTS as readonly string[]).includes(kind)

/** as in a cell: full-width digits and separators of thousands are figures too */
function figureOf(typed: string): number | null {
  const value = parseValue(typed)
  return value.kind === 'number' && Number.isFinite(value.value) ? value.value : null
}
