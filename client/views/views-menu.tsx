import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewSpec } from '../../shared/views/view-spec.ts'
import { Button } from '../ui/button.tsx'
import { usePopover } from '../ui/use-popover.ts'
import { SortKeys } from './sort-keys.tsx'
import { hasRowTest, rowTestToggled } from './spec-changes.ts'
import type { SavedViews } from './use-saved-views.ts'
import { useViewState } from './use-view.ts'
import type { ViewSheet } from './view-sheet.ts'
import styles from './views.module.css'

interface Props {
  readonly sheet: ViewSheet
  readonly saved: SavedViews
}

/** Views by their names, and all that a view can do that no single column is asked for. */
export function ViewsMenu({ sheet, saved }: Props) {
  const { t } = useTranslation('view')
  const { open, setOpen, container } = usePopover<HTMLDivElement>()
  const { spec } = useViewState(sheet)
  const { current } = saved
  const changed = current !== null && !sameView(current.spec, spec)
  const name = current === null ? t('whole-table') : changed ? t('changed', { name: current.name }) : current.name
  return (
    <div ref={container} className={styles.views}>
      <Button kind="quiet" aria-expanded={open} title={t('views-hint')} onClick={() => setOpen(!open)}>
        {t('view-named', { name })} ▾
      </Button>
      {open && (
        <div className={styles.panel} role="dialog" aria-label={t('views')}>
          <ViewList saved={saved} changed={changed} spec={spec} />
          <SaveAs key={saved.list.length} saved={saved} />
          <fieldset className={styles.rowTests}>
            <legend>{t('only-rows')}</legend>
            {(['own', 'changed', 'error'] as const).map(test => (
              <label key={test}>
                <input
                  type="checkbox"
                  checked={hasRowTest(spec, test)}
                  onChange={() => sheet.set(rowTestToggled(spec, test))}
                />
                {t(`rows-${test}`)}
              </label>
            ))}
          </fieldset>
          <SortKeys sheet={sheet} />
        </div>
      )}
    </div>
  )
}

const sameView = (a: ViewSpec, b: ViewSpec): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

function ViewList({ saved, changed, spec }: { saved: SavedViews; changed: boolean; spec: ViewSpec }) {
  const { t } = useTranslation('view')
  const { list, current, mayShare } = saved
  const [renaming, setRenaming] = useState<string | null>(null)
  const mayChange = current !== null && (current.shared ? mayShare : current.own)
  const rename = (event: FormEvent) => {
    event.preventDefault()
    const name = renaming?.trim() ?? ''
    if (current && name) void saved.change(current, { name }).then(done => done && setRenaming(null))
  }
  return (
    <>
      <ul aria-label={t('views')}>
        <li>
          <button type="button" aria-pressed={current === null} onClick={() => saved.open(null)}>
            {t('whole-table')}
          </button>
        </li>
        {list.map(view => (
          <li key={view.id}>
            <button type="button" aria-pressed={view.id === current?.id} onClick={() => saved.open(view)}>
              {view.name}
              {view.shared && <small>{t('shared-by', { name: view.accountName })}</small>}
            </button>
          </li>
        ))}
      </ul>
      {mayChange && renaming === null && (
        <p className={styles.acts}>
          <Button small disabled={!changed} onClick={() => void saved.change(current, { spec })}>
            {t('update')}
          </Button>
          <Button small onClick={() => setRenaming(current.name)}>
            {t('rename')}
          </Button>
          <Button small onClick={() => void saved.remove(current)}>
            {t('delete')}
          </Button>
        </p>
      )}
      {renaming !== null && (
        <form className={styles.acts} onSubmit={rename}>
          <input
            aria-label={t('name')}
            maxLength={60}
            value={renaming}
            onChange={event => setRenaming(event.target.value)}
          />
          <Button small type="submit">
            {t('apply')}
          </Button>
        </form>
      )}
    </>
  )
}

function SaveAs({ saved }: { saved: SavedViews }) {
  const { t } = useTranslation('view')
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  return (
    <form
      className={styles.acts}
      onSubmit={event => {
        event.preventDefault()
        if (name.trim()) void saved.save({ name: name.trim(), shared })
      }}
    >
      <input
        aria-label={t('save-as')}
        placeholder={t('save-as')}
        maxLength={60}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      {saved.mayShare && (
        <label>
          <input type="checkbox" checked={shared} onChange={event => setShared(event.target.checked)} />
          {t('share')}
        </label>
      )}
      <Button small type="submit" disabled={!name.trim()}>
        {t('save')}
      </Button>
    </form>
  )
}
