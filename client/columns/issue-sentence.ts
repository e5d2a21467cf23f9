import type { FormulaIssue } from '../../shared/formulas/formula-issue.ts'

type Say = (key: never, params: never) => unknown

/** What is wrong and what to do about it, in one line. @param say `t` of the namespace `formula` */
export function issueSentence({ key, todoKey, params }: FormulaIssue, say: Say): string {
  const said = (name: string) => String(say(name.slice('formula.'.length) as never, params as never))
  return `${said(key)} · ${said(todoKey)}`
}
