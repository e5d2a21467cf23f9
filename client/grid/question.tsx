import { useLayoutEffect, useRef } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './grid-menu.module.css'

interface Props {
  readonly text: string
  readonly yes: string
  readonly no: string
  /** null: Esc, neither */
  readonly answer: (given: 'yes' | 'no' | null) => void
}

/** One question before something large is done. Enter says yes, Esc leaves everything as it was. */
export function Question({ text, yes, no, answer }: Props) {
  const dialog = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => dialog.current?.querySelector('button')?.focus(), [])
  const onKeyDown = (event: React.KeyboardEvent) => {
    const buttons = [...dialog.current!.querySelectorAll('button')]
    if (event.key === 'Escape') answer(null)
    else if (event.key === 'Tab' || event.key.startsWith('Arrow')) {
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
      buttons[(at + 1) % buttons.length]?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.question}>
      <div ref={dialog} role="alertdialog" aria-modal="true" aria-label={text} tabIndex={-1} onKeyDown={onKeyDown}>
        <p>{text}</p>
        <div className={styles.answers}>
          <Button kind="primary" onClick={() => answer('yes')}>
            {yes}
          </Button>
          <Button onClick={() => answer('no')}>{no}</Button>
        </div>
      </div>
    </div>
  )
}
