import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { titleUnderGroup } from '../grid/column-tree.ts'
import type { Sheet } from '../grid/sheet.ts'
import styles from './inspector.module.css'
import { Judged } from './judged.tsx'

/** The computed columns of the row that a cell reaches, those that read it first, in the order of the table otherwise. */
function reached({ view, calculation }: Sheet, { row, column }: CellRef): readonly Column[] {
  const computed = view.structure.columns.filter(({ id }) => id !== column && calculation.isComputed(id))
  const found: Column[] = []
  const known = new Set([column])
  for (let front = known; front.size > 0; ) {
    const next = computed.filter(
      ({ id }) => !known.has(id) && calculation.explain(row, id)?.inputs.some(input => front.has(input.columnId)),
    )
    found.push(...next)
    front = new Set(next.map(({ id }) => id))
    for (const id of front) known.add(id)
  }
  return found
}

/** What the cell moves in its row, as it stands now. */
export function Moves({ sheet, cell }: { readonly sheet: Sheet; readonly cell: CellRef }) {
  const { t } = useTranslation('table')
  const moved = reached(sheet, cell).filter(({ id }) => sheet.text(cell.row, id) !== '')
  if (moved.length === 0) return null
  return (
    <>
      <h3>{t('moves')}</h3>
      <dl className={styles.inputs}>
        {moved.map(computed => (
          <div key={computed.id}>
            <dt>{titleUnderGroup(computed)}</dt>
            <dd>
              <Judged text={sheet.text(cell.row, computed.id)} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
