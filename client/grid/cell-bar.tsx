import { useEffect, useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import styles from './cell-bar.module.css'
import { issueWords } from './cell-issue.ts'
import { errorWords, refusal } from './cell-words.ts'
import type { Sheet } from './sheet.ts'
import type { Translate } from './words.ts'

export interface CellBarProps {
  readonly sheet: Sheet
  readonly cell: CellRef | null
  /** the value is pressed: it is to be edited, where it stands */
  readonly onEdit?: () => void
  /** its name is pressed: another cell is wanted */
  readonly onGoTo?: () => void
}

/** Says of the active cell what it is called, what it holds or how it comes about, and whose it is. */
export function CellBar({ sheet, cell, onEdit, onGoTo }: CellBarProps) {
  const { t } = useTranslation()
  const translate = t as unknown as Translate
  const [, changed] = useReducer((n: number) => n + 1, 0)
  useEffect(
    () =>
      sheet.subscribe(change => {
        const touched =
          change.cells === 'all' ||
          change.columns.length > 0 ||
          change.structure ||
          change.cells.some(({ row }) => row === cell?.row)
        if (touched) changed()
      }),
    [sheet, cell],
  )
  const column = cell && sheet.view.structure.columns.find(({ id }) => id === cell.column)
  if (!cell || !column) return <div className={styles.bar} data-bar="" />
  // who marks a part of it means to copy that
  const press = () => {
    if (getSelection()?.isCollapsed !== false) onEdit?.()
  }
  const refused = column.type === 'computed' ? null : refusal(sheet, cell, translate)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the keyboard has F2
    // biome-ignore lint/a11y/useKeyWithClickEvents: for the pointer only; the keyboard has F2
    <div className={styles.bar} data-bar="" onClick={press}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.name}
        title={`${cellName(sheet, cell)}\n${translate('grid:go-to')} Ctrl+G`}
        onClick={event => {
          event.stopPropagation()
          onGoTo?.()
        }}
      >
        {cellName(sheet, cell)}
      </button>
      {column.type === 'computed' ? (
        <Formula sheet={sheet} cell={cell} t={translate} />
      ) : (
        <Value sheet={sheet} cell={cell} t={translate} />
      )}
      {refused && <span className={styles.whose}>{refused}</span>}
      {!refused && column.type !== 'computed' && sheet.isOwnRow(cell.row) && (
        <span className={styles.own}>{translate('grid:bar-own')}</span>
      )}
    </div>
  )
}

interface PartProps {
  readonly sheet: Sheet
  readonly cell: CellRef
  readonly t: Translate
}

function Value({ sheet, cell, t }: PartProps) {
  const stored = sheet.view.cell(cell.row, cell.column)
  const shown = stored === null ? sheet.text(cell.row, cell.column) : String(stored)
  const issue = issueWords(sheet, cell, t)
  return (
    <span className={styles.value}>
      {shown === '' ? <i className={styles.blank}>{t('grid:bar-blank')}</i> : shown}
      {issue && <span className={styles.issue}>{issue}</span>}
    </span>
  )
}

function Formula({ sheet, cell, t }: PartProps) {
  const explanation = sheet.calculation.explain(cell.row, cell.column)
  const value = sheet.calculation.value(cell.row, cell.column)
  const error = typeof value === 'object' && value?.kind === 'error' ? value : null
  return (
    <span className={styles.value}>
      <em className={styles.sign} aria-hidden="true">
        ƒ
      </em>
      <code className={styles.formula} title={explanation?.formula}>
        {explanation?.formula}
      </code>
      {error ? (
        <span className={styles.issue}>{errorWords(error, t)}</span>
      ) : (
        <span className={styles.inputs}>
          {explanation?.inputs.map(({ columnId, title, text }) => (
            <span key={columnId}>
              {title} <b>{text === '' ? t('grid:bar-blank') : text}</b>
            </span>
          ))}
        </span>
      )}
    </span>
  )
}

/** `地区生产总值(GDP) · 2025年目标值`: the row by the column that names it. */
function cellName(sheet: Sheet, { row, column }: CellRef): string {
  const { columns } = sheet.view.structure
  const lead = columns.find(({ type }) => type === 'text')
  const facts = columns.find(({ id }) => id === column)
  const name = lead && lead.id !== column ? sheet.text(row, lead.id) : ''
  return [name, facts?.title].filter(Boolean).join(' · ')
}
