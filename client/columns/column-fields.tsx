import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { columnType, rounding } from '../../shared/tables/structure.ts'
import type { ColumnDraft } from './column-draft.ts'
import styles from './columns.module.css'

interface Props {
  readonly draft: ColumnDraft
  readonly change: (part: Partial<ColumnDraft>) => void
  /** the formula's own field, for a computed column */
  readonly formula: ReactNode
  /** what comes of it, beside what gives it */
  readonly preview: ReactNode
}

export function ColumnFields({ draft, change, formula, preview }: Props) {
  const { t } = useTranslation('columns')
  const computed = draft.type === 'computed'
  return (
    <div className={styles.fields}>
      <Field name={t('field-title')} wide>
        {id => (
          <input
            id={id}
            data-first="true"
            value={draft.title}
            maxLength={200}
            autoComplete="off"
            onChange={event => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field name={t('field-type')}>
        {id => (
          <select id={id} value={draft.type} onChange={event => change({ type: columnType.parse(event.target.value) })}>
            {columnType.options.map(type => (
              <option key={type} value={type}>
                {t(`type-${type}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {computed ? (
        <Field name={t('field-fills')}>{id => <output id={id}>{t('fills-nobody')}</output>}</Field>
      ) : (
        <Field name={t('field-fills')}>
          {id => (
            <select
              id={id}
              value={draft.fills}
              onChange={event => change({ fills: event.target.value === 'owner' ? 'owner' : 'planning' })}
            >
              <option value="owner">{t('fills-owner')}</option>
              <option value="planning">{t('fills-planning')}</option>
            </select>
          )}
        </Field>
      )}
      {computed && <div className={styles.wide}>{formula}</div>}
      {computed && <RoundingFields draft={draft} change={change} />}
      {draft.type === 'choice' && (
        <Field name={t('field-choices')} hint={t('field-choices-help')} wide>
          {id => (
            <textarea
              id={id}
              rows={3}
              value={draft.choices}
              onChange={event => change({ choices: event.target.value })}
            />
          )}
        </Field>
      )}
      <div className={styles.wide}>{preview}</div>
      <Field name={t('field-unit')}>
        {id => (
          <input
            id={id}
            value={draft.unit}
            maxLength={40}
            autoComplete="off"
            onChange={event => change({ unit: event.target.value })}
          />
        )}
      </Field>
      <Field name={t('field-group')} hint={t('field-group-help')}>
        {id => (
          <textarea
            id={id}
            rows={1}
            value={draft.group}
            maxLength={400}
            onChange={event => change({ group: event.target.value })}
          />
        )}
      </Field>
      <Check name={t('field-official')} checked={draft.official} set={official => change({ official })} />
      <Check name={t('field-hidden')} checked={draft.hidden} set={hidden => change({ hidden })} />
      <details className={styles.wide}>
        <summary>{t('more')}</summary>
        <div className={styles.fields}>
          <Field name={t('field-width')}>
            {id => (
              <input
                id={id}
                type="number"
                min={24}
                max={800}
                value={draft.width}
                onChange={event => change({ width: event.target.value })}
              />
            )}
          </Field>
          <Check name={t('field-frozen')} checked={draft.frozen} set={frozen => change({ frozen })} />
          <Field name={t('field-note')} wide>
            {id => (
              <textarea
                id={id}
                rows={2}
                maxLength={1000}
                value={draft.note}
                onChange={event => change({ note: event.target.value })}
              />
            )}
          </Field>
        </div>
      </details>
    </div>
  )
}

function RoundingFields({ draft, change }: Pick<Props, 'draft' | 'change'>) {
  const { t } = useTranslation('columns')
  const count = Number(draft.decimals)
  const rule =
    draft.decimals === ''
      ? 'rule-exact'
      : draft.rounding === 'none'
        ? 'rule-shown'
        : (`rule-${draft.rounding}` as const)
  return (
    <>
      <Field name={t('field-decimals')}>
        {id => (
          <input
            id={id}
            type="number"
            min={0}
            max={10}
            step={1}
            value={draft.decimals}
            onChange={event => change({ decimals: event.target.value })}
          />
        )}
      </Field>
      <Field name={t('field-rounding')}>
        {id => (
          <select
            id={id}
            value={draft.rounding}
            onChange={event => change({ rounding: rounding.parse(event.target.value) })}
          >
            {rounding.options.map(policy => (
              <option key={policy} value={policy}>
                {t(`rounding-${policy}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p className={`${styles.quiet} ${styles.wide}`}>{t(rule, { count })}</p>
    </>
  )
}

interface FieldProps {
  readonly name: string
  readonly hint?: string
  readonly wide?: boolean
  readonly children: (id: string) => ReactNode
}

function Field({ name, hint, wide = false, children }: FieldProps) {
  const id = useId()
  return (
    <div className={wide ? styles.wide : undefined}>
      <label htmlFor={id} title={hint}>
        {name}
        {hint && <small> {hint}</small>}
      </label>
      {children(id)}
    </div>
  )
}

const Check = ({
  name,
  checked,
  set,
}: {
  readonly name: string
  readonly checked: boolean
  readonly set: (checked: boolean) => void
}) => (
  <label className={styles.check}>
    <input type="checkbox" checked={checked} onChange={event => set(event.target.checked)} /> {name}
  </label>
)
