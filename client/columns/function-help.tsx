import { useTranslation } from 'react-i18next'
import { parameterAt } from '../../shared/formulas/functions/definition.ts'
import styles from './columns.module.css'
import { explained } from './completion.ts'
import type { OpenCall } from './formula-place.ts'

/** The function under the caret: how it is called, with the argument one is at, and what it does. */
export function FunctionHelp({ call: { definition, argument } }: { readonly call: OpenCall }) {
  const { t, i18n } = useTranslation('columns')
  const current = argument < 0 ? undefined : parameterAt(definition, argument)
  const { name, parameters, repeats, explains, example } = definition
  return (
    <div className={styles.help} data-function={name}>
      <code>
        {name}(
        {parameters.map((parameter, at) => {
          const word = explained(parameter.name, i18n.language)
          const shown = parameter.optional ? `[${word}]` : word
          return (
            <span key={word}>
              {at > 0 && ', '}
              {parameter === current ? <b>{shown}</b> : shown}
            </span>
          )
        })}
        {repeats > 0 && ', …'})
      </code>
      <p>{explained(explains, i18n.language)}</p>
      <p>{t('example', { example: `=${example}` })}</p>
    </div>
  )
}
