import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridCommand } from './commands/grid-command.ts'
import styles from './grid-menu.module.css'
import type { Translate } from './words.ts'

interface Props {
  readonly commands: readonly GridCommand[]
  /** px of the window */
  readonly at: { readonly x: number; readonly y: number }
  readonly close: () => void
}

/** In this order, with a line between the groups; what is not named here is found in the palette. */
const GROUPS: readonly (readonly string[])[] = [
  ['edit:cut', 'edit:copy', 'edit:paste', 'edit:paste-values', 'edit:paste-transposed'],
  ['row:insert-above', 'row:insert-below', 'row:delete'],
  ['edit:clear', 'edit:fill-down', 'edit:fill-right', 'edit:fill-series'],
  ['row:indent', 'row:outdent', 'row:of-which'],
  ['edit:column-view', 'cell:comment', 'cell:history'],
]

const WIDTH = 232 // px

/** What can be done to what is selected: under the pointer, or by Shift+F10. */
export function GridMenu({ commands, at, close }: Props) {
  const { t } = useTranslation()
  const translate = t as unknown as Translate
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const el = menu.current!
    el.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - WIDTH - 8))}px`
    el.style.top = `${Math.max(8, Math.min(at.y, window.innerHeight - el.offsetHeight - 8))}px`
    itemsOf(el)[0]?.focus()
  }, [at])
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close()
    }
    document.addEventListener('pointerdown', outside, true)
    window.addEventListener('resize', close)
    window.addEventListener('blur', close)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      window.removeEventListener('resize', close)
      window.removeEventListener('blur', close)
    }
  }, [close])
  const onKeyDown = (event: React.KeyboardEvent) => {
    const items = itemsOf(menu.current!)
    const now = items.indexOf(document.activeElement as HTMLButtonElement)
    const go = (index: number) => items[(index + items.length) % items.length]?.focus()
    if (event.key === 'ArrowDown') go(now + 1)
    else if (event.key === 'ArrowUp') go(now - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(-1)
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={translate('grid:menu')}
      className={styles.menu}
      style={{ width: WIDTH }}
      onKeyDown={onKeyDown}
      onContextMenu={event => event.preventDefault()}
    >
      {GROUPS.map(group => (
        <div key={group[0]} role="none" className={styles.group}>
          {group.map(id => {
            const command = commands.find(known => known.id === id)
            if (!command) return null
            return (
              <button
                key={id}
                type="button"
                role="menuitem"
                tabIndex={-1}
                aria-keyshortcuts={command.keys || undefined}
                disabled={!command.enabled()}
                onClick={() => {
                  close()
                  command.run()
                }}
              >
                <span>{translate(command.label)}</span>
                <span aria-hidden="true" className={styles.keys}>
                  {command.keys}
                </span>
              </button>
            )
          })}
        </div>
      ))}
    </div>
  )
}

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLButtonElement>('[role=menuitem]:enabled')]
