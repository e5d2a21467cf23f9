import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Among } from '../../shared/columns/plan-columns.ts'
import type { FormulaIssue } from '../../shared/formulas/formula-issue.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import styles from './columns.module.css'
import { completionAt, explained, filledIn, type Suggestion } from './completion.ts'
import { placeAt } from './formula-place.ts'
import { FunctionHelp } from './function-help.tsx'
import { issueSentence } from './issue-sentence.ts'

interface Props {
  readonly value: string
  readonly set: (source: string) => void
  readonly structure: TableStructure
  /** the tables that it may name, once they are here */
  readonly tables: Among | undefined
  /** the column that the formula is for */
  readonly own: string
  readonly issue: FormulaIssue | null
}

/** A formula being written: what may stand at the caret, what the function there does, and where the first fault is. */
export function FormulaField({ value, set, structure, tables, own, issue }: Props) {
  const { t } = useTranslation('columns')
  const { t: formula } = useTranslation('formula')
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<number | null>(null)
  const [caret, setCaret] = useState(value.length)
  const [chosen, setChosen] = useState<number | null>(null)
  const open = chosen !== null
  const completion = open ? completionAt(value, caret, structure, own, tables) : null
  const suggestions = completion?.suggestions ?? []
  const at = Math.min(chosen ?? 0, suggestions.length - 1)
  const shown = open && suggestions.length > 0
  const { call } = placeAt(value, caret)

  useLayoutEffect(() => {
    if (wanted.current === null) return
    field.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  })
  useLayoutEffect(() => {
    if (shown) list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [shown, at])

  const fill = (suggestion: Suggestion) => {
    if (completion === null) return
    const filled = filledIn(value, completion, suggestion)
    set(filled.source)
    setCaret(filled.caret)
    // after a table comes one of its columns
    setChosen(suggestion.kind === 'table' ? 0 : null)
    wanted.current = filled.caret
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === ' ' && event.ctrlKey) setChosen(0)
    else if (!shown) return
    else if (event.key === 'ArrowDown') setChosen((at + 1) % suggestions.length)
    else if (event.key === 'ArrowUp') setChosen((at + suggestions.length - 1) % suggestions.length)
    else if (event.key === 'Enter' && event.ctrlKey) return
    else if (event.key === 'Enter' || event.key === 'Tab') fill(suggestions[at]!)
    else if (event.key === 'Escape') {
      setChosen(null)
      event.stopPropagation()
    } else return
    event.preventDefault()
  }
  const start = issue?.position.start ?? 0
  const end = Math.max(issue?.position.end ?? 0, start + 1)
  return (
    <div className={styles.formula}>
      <label htmlFor={id}>{t('field-formula')}</label>
      <div className={styles.writing}>
        <div className={styles.mirror} aria-hidden="true">
          {issue === null ? (
            value
          ) : (
            <>
              {value.slice(0, start)}
              <mark>{value.slice(start, end) || ' '}</mark>
              {value.slice(end)}
            </>
          )}
        </div>
        <textarea
          id={id}
          ref={field}
          value={value}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-said`}
          aria-invalid={issue !== null}
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown ? `${id}-${at}` : undefined}
          onChange={event => {
            set(event.target.value)
            setCaret(event.target.selectionStart)
            const { word } = placeAt(event.target.value, event.target.selectionStart)
            setChosen(word === null ? null : 0)
          }}
          onSelect={event => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => setChosen(null)}
          onKeyDown={onKeyDown}
        />
        <div id={`${id}-list`} ref={list} role="listbox" aria-label={t('suggestions')} hidden={!shown}>
          {suggestions.map((suggestion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
            <div
              key={suggestion.insert}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              onPointerDown={event => event.preventDefault()}
              onClick={() => fill(suggestion)}
            >
              <SuggestionWords suggestion={suggestion} />
            </div>
          ))}
        </div>
      </div>
      <p id={`${id}-said`} role="status" className={issue === null ? styles.quiet : styles.issue}>
        {issue === null ? `${t('formula-fine')} · ${t('formula-help')}` : issueSentence(issue, formula)}
      </p>
      {call !== null && <FunctionHelp call={call} />}
    </div>
  )
}

function SuggestionWords({ suggestion }: { readonly suggestion: Suggestion }) {
  const { t, i18n } = useTranslation('columns')
  if (suggestion.kind === 'column')
    return (
      <>
        <b>{suggestion.label}</b>
        <small>{suggestion.whole ? t('whole-column') : t('this-row')}</small>
      </>
    )
  if (suggestion.kind === 'table')
    return (
      <>
        <b>{suggestion.label}</b>
        <small>{t('other-table')}</small>
      </>
    )
  const { name, explains } = suggestion.definition
  return (
    <>
      <b>
        <em>ƒ</em> {name}
      </b>
      <small>{explained(explains, i18n.language)}</small>
    </>
  )
}
