import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './pill.module.css'

/** A word about a state. The word says it; the colour only helps. */
export function Pill({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'own' | 'reached' | 'waiting' | 'returned'
  readonly children: ReactNode
}) {
  return <span className={classNames(styles.pill, styles[tone])}>{children}</span>
}
