import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import { refusal } from '../grid/cell-words.ts'
import type { Sheet } from '../grid/sheet.ts'
import type { Translate } from '../grid/words.ts'
import { LinkedFrom } from '../linked/linked-from.tsx'
import { IconButton } from '../ui/button.tsx'
import { columnLabel, columnOf, namingColumn, rowLabel, unitOf } from './cell-facts.ts'
import { CellHistory } from './cell-history.tsx'
import { FormulaExplained } from './formula-explained.tsx'
import styles from './inspector.module.css'
import { Moves } from './moves.tsx'
import { RevisionLine } from './revision-line.tsx'
import { RowFacts } from './row-facts.tsx'
import { useSheetVersion } from './use-sheet.ts'

interface Props {
  readonly sheet: Sheet
  readonly tableId: string
  readonly cell: CellRef | null
  readonly departmentName: (id: string) => string
  readonly close: () => void
}

/** A cell's whole life: its value, whose it is, how it is computed, how it came about. */
export function Inspector({ sheet, tableId, cell, departmentName, close }: Props) {
  const { t } = useTranslation('table')
  useSheetVersion(sheet)
  const known = cell !== null && sheet.view.rowIndex(cell.row) >= 0 && columnOf(sheet.view, cell.column) !== null
  return (
    <aside className={styles.inspector} aria-label={t('inspector')}>
      <IconButton className={styles.close} label={t('inspector-close')} onClick={close}>
        <X size={15} aria-hidden="true" />
      </IconButton>
      {known ? (
        <CellLife sheet={sheet} tableId={tableId} cell={cell} departmentName={departmentName} />
      ) : (
        <p className={styles.empty}>{t('inspector-empty')}</p>
      )}
    </aside>
  )
}

function CellLife({
  sheet,
  tableId,
  cell,
  departmentName,
}: Omit<Props, 'cell' | 'close'> & { readonly cell: CellRef }) {
  const { t } = useTranslation('table')
  const { t: permission } = useTranslation('permission')
  const { row, column } = cell
  const facts = columnOf(sheet.view, column)
  if (facts === null) return null
  const owner = sheet.view.rowFact(row, 'owner')
  const filledBy =
    facts.fills === 'owner'
      ? typeof owner === 'string' && owner !== ''
        ? t('filled-by-owner', { department: departmentName(owner) })
        : t('owner-unknown')
      : t(`filled-by-${facts.fills}`)
  const text = sheet.text(row, column)
  const unit = unitOf(sheet.view, row, column)
  const refused = refusal(sheet, cell, permission as unknown as Translate)
  const explanation = sheet.calculation.explain(row, column)
  return (
    <>
      <h2>{rowLabel(sheet.view, row)}</h2>
      <p className={styles.sub}>
        {columnLabel(facts)} · {filledBy}
      </p>
      {/* the cell that names the row stands above already */}
      {column !== namingColumn(sheet.view)?.id && (
        <p
          className={styles.value}
          data-words={text.length > 14 || (text !== '' && sheet.calculation.number(row, column) === null)}
        >
          {text === '' ? <span className={styles.blank}>{t('blank')}</span> : text}
          {text !== '' && unit && <small>{unit}</small>}
        </p>
      )}
      <RevisionLine sheet={sheet} cell={cell} />
      {sheet.isUnsaved(row, column) && <p className={styles.unsaved}>{t('unsaved')}</p>}
      {explanation ? (
        <>
          <FormulaExplained explanation={explanation} text={text} />
          {linkedColumns(sheet.view.structure).has(column) && (
            <LinkedFrom tableId={tableId} column={column} text={text} />
          )}
        </>
      ) : (
        <p className={styles.may} data-may={refused === null}>
          {refused ?? t('may-fill')}
        </p>
      )}
      <Moves sheet={sheet} cell={cell} />
      <CellHistory tableId={tableId} cell={cell} computed={explanation !== null} now={sheet.view.cell(row, column)} />
      <RowFacts sheet={sheet} cell={cell} />
      {facts.note && <p className={styles.rule}>{facts.note}</p>}
    </>
  )
}
