import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../shared/tables/structure.ts'
import { beforeColumn, shownNeighbourFor } from './column-steps.ts'
import styles from './columns.module.css'
import type { ColumnEditing } from './use-column-editing.ts'

interface Props {
  readonly column: Column
  readonly columns: readonly Column[]
  /** what it drops from */
  readonly anchor: DOMRect
  readonly editing: ColumnEditing
  readonly close: () => void
}

const WIDTH = 168 // px

/** What may be done to one column, below its head. */
export function ColumnMenu({ column, columns, anchor, editing, close }: Props) {
  const { t } = useTranslation('columns')
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => menu.current?.querySelector('button')?.focus(), [])
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close()
    }
    document.addEventListener('pointerdown', outside)
    window.addEventListener('resize', close)
    return () => {
      document.removeEventListener('pointerdown', outside)
      window.removeEventListener('resize', close)
    }
  }, [close])

  const { id, title } = column
  const before = shownNeighbourFor(columns, id, -1)
  const next = shownNeighbourFor(columns, id, 1)
  /** null: there is no place to move to */
  const moveTo = (after: string | null | undefined) =>
    after === undefined ? null : () => editing.ask({ kind: 'move-column', column: id, after }, title)
  const items = [
    { name: 'edit', run: () => editing.go({ kind: 'edit', column: id }) },
    { name: 'insert-left', run: () => editing.go({ kind: 'add', after: beforeColumn(columns, id) }) },
    { name: 'insert-right', run: () => editing.go({ kind: 'add', after: id }) },
    { name: 'move-left', run: moveTo(before) },
    { name: 'move-right', run: moveTo(next) },
    {
      name: 'hide',
      run: () => editing.ask({ kind: 'change-column', column: id, facts: { hidden: true } }, title),
    },
    { name: 'delete', run: () => editing.ask({ kind: 'delete-column', column: id }, title) },
  ] as const
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      const buttons = [...(menu.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
      buttons[(at + step + buttons.length) % buttons.length]?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      className={styles.menu}
      aria-label={t('menu-of', { title: title.replaceAll('\n', '') })}
      style={{
        top: anchor.bottom + 2,
        left: Math.max(8, Math.min(anchor.left, window.innerWidth - WIDTH - 8)),
        width: WIDTH,
      }}
      onKeyDown={onKeyDown}
    >
      {items.map(({ name, run }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={run === null}
          onClick={() => {
            close()
            run?.()
          }}
        >
          {t(name)}
        </button>
      ))}
    </div>
  )
}
