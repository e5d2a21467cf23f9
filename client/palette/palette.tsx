import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ByLetters, loadByLetters, mayBePinyin } from '../find/letters.ts'
import styles from './palette.module.css'
import { PALETTE_GROUPS, type PaletteItem } from './palette-item.ts'
import { openPalette, type PaletteMode, paletteSources, usePaletteMode } from './palette-state.ts'

/** Ctrl+K on every page; Ctrl+G where there is a table. */
export function Palette() {
  const mode = usePaletteMode()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return
      const key = event.key.toLowerCase()
      if (key !== 'k' && key !== 'g') return
      event.preventDefault()
      event.stopPropagation()
      openPalette(key === 'k' ? 'all' : 'go')
    }
    window.addEventListener('keydown', onKey, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      openPalette(null)
    }
  }, [])
  return mode && <PaletteDialog key={mode} mode={mode} />
}

const LIMIT = { all: 7, go: 12 } as const

function PaletteDialog({ mode }: { readonly mode: PaletteMode }) {
  const { t } = useTranslation('palette')
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [byLetters, setByLetters] = useState<ByLetters>()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const cameFrom = useRef(document.activeElement)
  useLayoutEffect(() => field.current?.focus(), [])
  useEffect(() => {
    if (mayBePinyin(typed.trim())) void loadByLetters().then(found => setByLetters(() => found))
  }, [typed])

  const items = useMemo(() => {
    const wanted = typed.trim()
    const found = paletteSources().flatMap(source =>
      source(wanted, mayBePinyin(wanted) ? byLetters : undefined, LIMIT[mode]),
    )
    return mode === 'go'
      ? found.filter(({ group }) => group === 'place' || group === 'column' || group === 'row')
      : found
  }, [typed, byLetters, mode])
  const groups = PALETTE_GROUPS.map(group => ({ group, of: items.filter(item => item.group === group) })).filter(
    ({ of }) => of.length > 0,
  )
  const ordered = groups.flatMap(({ of }) => of)
  const marked = ordered[Math.min(at, ordered.length - 1)]

  const close = () => {
    openPalette(null)
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true })
  }
  const take = (item: PaletteItem | undefined) => {
    if (!item) return
    close()
    item.run()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const count = Math.max(1, ordered.length)
    if (event.key === 'ArrowDown') setAt((Math.min(at, count - 1) + 1) % count)
    else if (event.key === 'ArrowUp') setAt((Math.min(at, count - 1) - 1 + count) % count)
    else if (event.key === 'Enter') take(marked)
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  useLayoutEffect(() => {
    if (marked) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <div
      className={styles.ground}
      onPointerDown={event => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        close()
      }}
    >
      <div role="dialog" aria-modal="true" aria-label={t(`title-${mode}`)} className={styles.palette}>
        <input
          ref={field}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={marked && `palette-${marked.id}`}
          aria-label={t(`title-${mode}`)}
          placeholder={t(`hint-${mode}`)}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={event => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id="palette-list" role="listbox" aria-label={t('found')} className={styles.list} tabIndex={-1}>
          {groups.map(({ group, of }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options
            <div key={group} role="group" aria-label={t(group)}>
              <p aria-hidden="true">{t(group)}</p>
              {of.map(item => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: for the pointer; the field has Enter
                <div
                  key={item.id}
                  id={`palette-${item.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={item === marked}
                  onPointerDown={event => event.preventDefault()}
                  onClick={() => take(item)}
                >
                  <span>{item.label}</span>
                  {item.hint && <small>{item.hint}</small>}
                  {item.keys && <em aria-hidden="true">{item.keys}</em>}
                </div>
              ))}
            </div>
          ))}
        </div>
        {ordered.length === 0 && (
          <p role="status" className={styles.none}>
            {t('none')}
          </p>
        )}
      </div>
    </div>
  )
}
