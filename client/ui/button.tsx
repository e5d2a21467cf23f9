import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

interface Props extends ComponentProps<'button'> {
  readonly kind?: 'plain' | 'primary' | 'quiet'
  readonly small?: boolean
}

export function Button({ kind = 'plain', small = false, className, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={classNames(styles.button, styles[kind], small && styles.small, className)}
      {...rest}
    />
  )
}

interface IconProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  readonly label: string
  /** shown in the tooltip only, e.g. `Ctrl+Z` */
  readonly keys?: string
}

/** A square with an icon; the label is its name for everybody who does not see the icon. */
export function IconButton({ label, keys, className, type = 'button', ...rest }: IconProps) {
  return (
    <button
      type={type}
      aria-label={label}
      aria-keyshortcuts={keys}
      title={keys ? `${label} ${keys}` : label}
      className={classNames(styles.icon, className)}
      {...rest}
    />
  )
}
