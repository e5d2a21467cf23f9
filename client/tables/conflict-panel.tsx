import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conflict } from '../../shared/document/edit.ts'
import { idOf, nameOf } from '../../shared/document/keys.ts'
import type { Sheet } from '../grid/sheet.ts'
import { Button } from '../ui/button.tsx'
import { cellLabel, rowLabel } from './cell-facts.ts'
import styles from './conflict-panel.module.css'
import { printable } from './printable.ts'
import { useSheetVersion } from './use-sheet.ts'

interface Props {
  readonly sheet: Sheet
  readonly conflicts: readonly Conflict[]
  readonly resolve: (conflicts: readonly Conflict[], choice: 'mine' | 'theirs') => void
  /** the last one is decided: the keys may go elsewhere */
  readonly done: () => void
}

const CAUSE = {
  'base-moved': 'conflict-base-moved',
  'row-gone': 'conflict-row-gone',
  'column-gone': 'conflict-column-gone',
  'deleted-row-was-edited': 'conflict-deleted-row-edited',
} as const satisfies Record<Conflict['cause'], string>

const canBeMine = ({ cause }: Conflict) => cause !== 'row-gone' && cause !== 'column-gone'

/** Mine or theirs, cell by cell or all at once. Nothing is decided by waiting. */
export function ConflictPanel({ sheet, conflicts, resolve: decide, done }: Props) {
  const { t } = useTranslation('sync')
  useSheetVersion(sheet)
  const list = useRef<HTMLUListElement>(null)
  const resolve: Props['resolve'] = (decided, choice) => {
    decide(decided, choice)
    if (decided.length === conflicts.length) done()
    // the button that was pressed goes with its line
    else requestAnimationFrame(() => list.current?.querySelector('button')?.focus())
  }
  if (conflicts.length === 0) return null
  const words = (value: Parameters<typeof printable>[0]) => printable(value) || t('blank')
  return (
    <section className={styles.panel} aria-labelledby="conflicts">
      <div className={styles.head}>
        <div role="alert">
          <h2 id="conflicts">{t('conflict-title', { count: conflicts.length })}</h2>
          <p>{t('conflict-lead')}</p>
        </div>
        {conflicts.length > 1 && (
          <span className={styles.choice}>
            <Button small onClick={() => resolve(conflicts, 'mine')}>
              {t('all-mine')}
            </Button>
            <Button small onClick={() => resolve(conflicts, 'theirs')}>
              {t('all-theirs')}
            </Button>
          </span>
        )}
      </div>
      <ul ref={list}>
        {conflicts.map(conflict => {
          const row = idOf(conflict.key)
          const name = nameOf(conflict.key)
          const inCell = conflict.map === 'cells'
          return (
            <li key={`${conflict.map} ${conflict.key}`}>
              <span className={styles.cell}>
                {inCell ? cellLabel(sheet.view, row, name) : rowLabel(sheet.view, row)}
                <small>{t(CAUSE[conflict.cause])}</small>
              </span>
              <Value name={t('conflict-base')} text={words(conflict.base)} />
              <Value name={t('conflict-theirs')} text={words(inCell ? sheet.view.cell(row, name) : conflict.theirs)} />
              <Value name={t('conflict-mine')} text={words(conflict.mine)} own />
              <span className={styles.choice}>
                {canBeMine(conflict) && (
                  <Button small onClick={() => resolve([conflict], 'mine')}>
                    {t('keep-mine')}
                  </Button>
                )}
                <Button small onClick={() => resolve([conflict], 'theirs')}>
                  {t('keep-theirs')}
                </Button>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const Value = ({
  name,
  text,
  own = false,
}: {
  readonly name: string
  readonly text: string
  readonly own?: boolean
}) => (
  <span className={styles.value} data-own={own}>
    <small>{name}</small>
    {text}
  </span>
)
