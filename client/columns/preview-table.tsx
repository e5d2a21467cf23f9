import { useEffect, useMemo, useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import { viewUnder } from '../../shared/document/view-under.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { PENDING } from '../../shared/formulas/errors.ts'
import type { ColumnCommand } from '../../shared/tables/column-command.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { Sheet } from '../grid/sheet.ts'
import { rowLabel } from '../tables/cell-facts.ts'
import styles from './columns.module.css'
import { alsoMoved, previewRows } from './preview.ts'
import { useLinkedPreview } from './use-linked-preview.ts'

const MOST_ROWS = 8

interface Props {
  readonly sheet: Sheet
  readonly tableId: string
  /** what makes the structure */
  readonly command: ColumnCommand
  /** as it would be */
  readonly structure: TableStructure
  readonly column: string
  /** position of the first row that the grid shows now */
  readonly inView: () => number
}

/** The column on real rows, as it is and as it would be. It follows what others type meanwhile. */
export function PreviewTable({ sheet, tableId, command, structure, column, inView }: Props) {
  const { t } = useTranslation('columns')
  const { view } = sheet
  const [version, changed] = useReducer((n: number) => n + 1, 0)
  const rows = previewRows(view.rows, inView(), MOST_ROWS)
  const { preview, read } = useLinkedPreview(tableId, command, view, structure, rows)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader is as good as what it reads from
  const then = useMemo(
    () => createCalculation(viewUnder(view, structure), read === null ? undefined : { kind: 'results', value: read }),
    [view, structure, preview],
  )
  useEffect(
    () =>
      view.subscribe(change => {
        // under another structure everything is planned anew
        if (!change.structure) then.apply(change)
        changed()
      }),
    [view, then],
  )
  const exists = view.structure.columns.some(({ id }) => id === column)
  const isOwner = structure.columns.find(({ id }) => id === column)?.type === 'owner'
  const text = (row: string) => {
    if (isOwner) return sheet.ownerName?.(row) ?? ''
    const value = then.value(row, column)
    return value === PENDING ? '…' : then.text(row, column)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: cells may have changed under the same calculations
  const moved = useMemo(
    () => (exists ? alsoMoved(rows, column, sheet.calculation, then, structure) : []),
    [then, version, exists, column],
  )
  if (rows.length === 0) return <p className={styles.quiet}>{t('preview-none')}</p>
  return (
    <>
      <table className={styles.preview}>
        <thead>
          <tr>
            <th scope="col">{t('preview-row')}</th>
            {exists && <th scope="col">{t('preview-now')}</th>}
            <th scope="col">{t('preview-then')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row}>
              <th scope="row">{rowLabel(view, row)}</th>
              {exists && <td>{sheet.text(row, column)}</td>}
              <td data-changed={!exists || sheet.text(row, column) !== text(row)}>{text(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {moved.length > 0 && (
        <p className={styles.quiet}>{t('also-moves', { titles: moved.map(title => `“${title}”`).join(' ') })}</p>
      )}
    </>
  )
}
