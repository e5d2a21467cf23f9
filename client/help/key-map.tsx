import { X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Translate } from '../grid/words.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './key-map.module.css'
import { closeKeyMap, openKeyMap, useKeyMapOpen } from './key-map-state.ts'
import { KEY_GROUPS, KEY_MAP } from './keys.ts'

/** F1 everywhere, and ? where nobody is writing. */
export function KeyMap() {
  const open = useKeyMapOpen()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const writing = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')
      if (event.key !== 'F1' && !(event.key === '?' && !writing)) return
      event.preventDefault()
      event.stopPropagation()
      openKeyMap()
    }
    window.addEventListener('keydown', onKey, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      closeKeyMap()
    }
  }, [])
  return open && <KeyMapDialog />
}

function KeyMapDialog() {
  const { t } = useTranslation('keys')
  const { t: common } = useTranslation()
  const translate = common as unknown as Translate
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const cameFrom = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog ref={dialog} className={styles.map} aria-label={t('title')} onClose={closeKeyMap}>
      <header>
        <h2>{t('title')}</h2>
        <IconButton label={t('close')} keys="Escape" onClick={closeKeyMap}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles.groups}>
        {KEY_GROUPS.map(group => (
          <section key={group} aria-label={t(group)}>
            <h3>{t(group)}</h3>
            <dl>
              {KEY_MAP[group].map(({ keys, does }) => (
                <div key={keys + does}>
                  <dt>{keys}</dt>
                  <dd>{translate(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  )
}
