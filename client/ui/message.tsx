import type { ReactNode } from 'react'
import styles from './message.module.css'

/** What stands where content would be: nothing yet, or why not. It always says what to do. */
export function Message({
  title,
  body,
  action,
  urgent = false,
  alone = false,
}: {
  readonly title: string
  readonly body: string
  readonly action?: ReactNode
  readonly urgent?: boolean
  /** nothing else on the page has a heading */
  readonly alone?: boolean
}) {
  return (
    <div className={styles.message} role={urgent ? 'alert' : undefined}>
      {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{body}</p>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
