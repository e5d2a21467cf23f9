import { errorSentencesEn, errorSentencesZh } from '../../shared/formulas/error-sentences.ts'
import type { ErrorDetail } from '../../shared/formulas/errors.ts'
import type { FormulaIssue } from '../../shared/formulas/formula-issue.ts'
import type { Language } from './say.ts'

/** What is wrong with a formula and what to do about it, after the sentence that says that something is. */
export function sayIssue({ key, params }: FormulaIssue, language: Language): string {
  const detail = key.split('.')[2] as ErrorDetail
  const { says, todo } = (language === 'en' ? errorSentencesEn : errorSentencesZh)[detail]
  const filled = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(params[name] ?? whole))
  return language === 'en' ? ` ${filled(says)}. ${filled(todo)}.` : `${filled(says)}。${filled(todo)}。`
}
