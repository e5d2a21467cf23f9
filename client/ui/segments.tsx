import { useId } from 'react'
import styles from './segments.module.css'

interface Props<T extends string> {
  readonly legend: string
  readonly options: readonly { readonly value: T; readonly label: string; readonly lang?: string }[]
  readonly value: T
  readonly choose: (value: T) => void
}

/** One of a few, all in view: arrows move the choice. */
export function Segments<T extends string>({ legend, options, value, choose }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={styles.segments}>
      <legend>{legend}</legend>
      <span>
        {options.map(option => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => choose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </span>
    </fieldset>
  )
}
