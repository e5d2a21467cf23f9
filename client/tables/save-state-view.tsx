import { useTranslation } from 'react-i18next'
import type { SaveState } from '../sync/save-state.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './save-state-view.module.css'

/** Whether one's own edits are safe. Said once, calmly; read out when it changes kind, not with every keystroke. */
export function SaveStateView({ state }: { readonly state: SaveState }) {
  const { t } = useTranslation('sync')
  const count = 'count' in state ? state.count : 0
  const word = () => {
    switch (state.kind) {
      case 'saved':
        return t('saved')
      case 'saving':
        return t('saving')
      case 'connecting':
        return t('connecting')
      case 'offline':
        return count > 0 ? t('offline') : t('offline-none')
      case 'signed-out':
        return t('signed-out')
      case 'forbidden':
        return t('forbidden')
    }
  }
  const hint = () => {
    switch (state.kind) {
      case 'saved':
        return t('saved-hint')
      case 'saving':
        return t('saving-hint', { count })
      case 'offline':
        return t('offline-hint')
      default:
        return undefined
    }
  }
  return (
    <span className={classNames(styles.state, styles[state.kind])} title={hint()} data-save-state={state.kind}>
      <i aria-hidden="true" />
      <span role="status">{word()}</span>
      {state.kind !== 'saving' && count > 0 && <b>{t('waiting', { count })}</b>}
    </span>
  )
}
