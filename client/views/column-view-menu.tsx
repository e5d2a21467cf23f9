import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../shared/tables/structure.ts'
import { TOTALS } from '../../shared/views/view-spec.ts'
import { shownColumns } from '../grid/column-tree.ts'
import type { Sheet } from '../grid/sheet.ts'
import { ColumnFilterForm } from './column-filter-form.tsx'
import { columnValues } from './column-values.ts'
import { filtersOf, groupToggled, hiding, moved, sortToggled, totalled, withColumnFilters } from './spec-changes.ts'
import type { ViewSheet } from './view-sheet.ts'
import { viewSourceOf } from './view-source.ts'
import styles from './views.module.css'

interface Props {
  readonly column: Column
  /** the table itself, all its rows */
  readonly base: Sheet
  readonly sheet: ViewSheet
  /** what it drops from */
  readonly anchor: DOMRect
  readonly close: () => void
}

const WIDTH = 268 // px
const HEIGHT = 470 // px, about the most it needs

/** How one's own view sorts, filters, groups and places a column; below its head. */
export function ColumnViewMenu({ column, base, sheet, anchor, close }: Props) {
  const { t } = useTranslation('view')
  const dialog = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => dialog.current?.querySelector('button')?.focus(), [])
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !dialog.current?.contains(event.target)) close()
    }
    document.addEventListener('pointerdown', outside)
    window.addEventListener('resize', close)
    return () => {
      document.removeEventListener('pointerdown', outside)
      window.removeEventListener('resize', close)
    }
  }, [close])

  const { spec } = sheet.state
  const { id } = column
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is that of the moment at which it was opened
  const values = useMemo(() => columnValues(viewSourceOf(base), id, spec.filters), [])
  const shown = shownColumns(sheet.view.structure.columns)
  const at = shown.findIndex(known => known.id === id)
  const [key] = spec.sort
  const isSorted = (direction: 'up' | 'down') =>
    spec.sort.length === 1 && key?.column === id && key.direction === direction
  const done = (next: typeof spec) => {
    close()
    sheet.set(next)
  }
  const items = [
    { name: 'sort-up', pressed: isSorted('up'), run: () => sortToggled(spec, { column: id, direction: 'up' }) },
    { name: 'sort-down', pressed: isSorted('down'), run: () => sortToggled(spec, { column: id, direction: 'down' }) },
    { name: 'group-by', pressed: spec.group === id, run: () => groupToggled(spec, id) },
    {
      name: 'freeze-to-here',
      pressed: spec.frozen === at + 1,
      run: () => ({ ...spec, frozen: spec.frozen === at + 1 ? null : at + 1 }),
    },
    { name: 'to-left', pressed: null, run: at > 0 ? () => moved(spec, shown, id, at - 1) : null },
    { name: 'to-right', pressed: null, run: at < shown.length - 1 ? () => moved(spec, shown, id, at + 1) : null },
    { name: 'hide', pressed: null, run: shown.length > 1 ? () => hiding(spec, id) : null },
  ] as const
  return (
    <div
      ref={dialog}
      role="dialog"
      aria-label={t('menu-of', { title: column.title.replaceAll('\n', '') })}
      className={styles.menu}
      style={{
        top: Math.max(8, Math.min(anchor.bottom + 2, window.innerHeight - HEIGHT - 8)),
        left: Math.max(8, Math.min(anchor.right - WIDTH, window.innerWidth - WIDTH - 8)),
        width: WIDTH,
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') close()
        else if (event.key === 'Tab' && leavesAt(dialog.current!, event.shiftKey)) close()
        else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && stepped(dialog.current!, event.key)) {
          // on to the next
        } else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div className={styles.items}>
        {items.map(({ name, pressed, run }) => (
          <button
            key={name}
            type="button"
            aria-pressed={pressed ?? undefined}
            disabled={run === null}
            onClick={() => run && done(run())}
          >
            {t(name)}
          </button>
        ))}
        {spec.group !== null && (column.type === 'value' || column.type === 'computed') && (
          <label className={styles.total}>
            {t('total')}
            <select
              value={spec.totals[id] ?? ''}
              onChange={event => {
                const chosen = TOTALS.find(total => total === event.target.value)
                if (chosen) done(totalled(spec, id, chosen))
              }}
            >
              {spec.totals[id] === undefined && <option value="">{t('total-by-itself')}</option>}
              {TOTALS.map(total => (
                <option key={total} value={total}>
                  {t(`total-${total}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <ColumnFilterForm
        column={column}
        values={values}
        filters={filtersOf(spec, id)}
        apply={filters => done(withColumnFilters(spec, id, filters))}
        cancel={close}
      />
    </div>
  )
}

const controls = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('button:enabled, select, input:enabled')]

function leavesAt(root: HTMLElement, backwards: boolean): boolean {
  const all = controls(root)
  return document.activeElement === (backwards ? all[0] : all.at(-1))
}

/** Arrows walk over buttons and boxes; in a list that drops and in a text they are its own. */
function stepped(root: HTMLElement, key: string): boolean {
  const held = document.activeElement
  if (held instanceof HTMLSelectElement) return false
  const all = controls(root)
  const at = all.indexOf(held as HTMLElement)
  all[at + (key === 'ArrowDown' ? 1 : -1)]?.focus()
  return true
}
