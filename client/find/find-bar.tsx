import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Sheet } from '../grid/sheet.ts'
import { Button, IconButton } from '../ui/button.tsx'
import styles from './find-bar.module.css'
import { replacement } from './replacing.ts'
import { useFind } from './use-find.ts'

interface Props {
  /** as it is shown, filtered and ordered */
  readonly sheet: Sheet
  readonly active: CellRef | null
  readonly replacing: boolean
  readonly select: (cell: CellRef) => void
  /** the keyboard goes back to the table */
  readonly close: () => void
}

/** Find and replace over the whole table as it is shown. Enter goes on, Shift+Enter back, Esc to the table. */
export function FindBar({ sheet, active, replacing, select, close }: Props) {
  const { t } = useTranslation('find')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [by, setBy] = useState('')
  const [wholeCell, setWholeCell] = useState(false)
  const [matchCase, setMatchCase] = useState(false)
  const [formulas, setFormulas] = useState(false)
  const [said, setSaid] = useState('')
  const { state, step, all, cancel } = useFind(sheet, active, select, formulas)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the field has the keyboard again
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [replacing])

  const query = { text, wholeCell, matchCase }
  const go = (way: 1 | -1) => {
    setSaid('')
    void step(query, way)
  }
  const report = (count: number, refused: number) => {
    const parts = [t('replaced', { count }), refused > 0 && t('refused', { count: refused })]
    setSaid(parts.filter(Boolean).join(t('and')))
  }
  const replaceOne = async () => {
    if (!active) return go(1)
    const { writes, refused } = replacement(sheet, [active], query, by)
    if (writes.length > 0) sheet.write(writes, 'replace')
    await step(query, 1)
    if (writes.length > 0 || refused > 0) report(writes.length, refused)
  }
  const replaceAll = async () => {
    const found = await all(query)
    if (!found) return
    const { writes, refused } = replacement(sheet, found.cells, query, by)
    if (writes.length > 0) sheet.write(writes, 'replace')
    cancel()
    report(writes.length, refused)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      if (state.kind === 'searching') cancel()
      else close()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') {
      if (event.target.name === 'by' && !event.shiftKey) void replaceOne()
      else go(event.shiftKey ? -1 : 1)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const check = (name: 'whole' | 'case' | 'formulas', on: boolean, set: (on: boolean) => void) => (
    <label>
      <input type="checkbox" checked={on} onChange={event => set(event.target.checked)} />
      {t(name)}
    </label>
  )
  return (
    <search className={styles.bar} aria-label={t('bar')} onKeyDown={onKeyDown}>
      <div>
        <input
          ref={field}
          type="text"
          name="text"
          className={styles.field}
          aria-label={t('text')}
          placeholder={t('text-hint')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <IconButton label={t('before')} keys="Shift+Enter" disabled={text === ''} onClick={() => go(-1)}>
          <ArrowUp size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label={t('next')} keys="Enter" disabled={text === ''} onClick={() => go(1)}>
          <ArrowDown size={14} aria-hidden="true" />
        </IconButton>
        <span className={styles.count} role="status">
          {said || countOf(state, t)}
        </span>
        {state.kind === 'searching' && (
          <Button small kind="quiet" onClick={cancel}>
            {t('stop')}
          </Button>
        )}
        <span className={styles.options}>
          {check('whole', wholeCell, setWholeCell)}
          {check('case', matchCase, setMatchCase)}
          {check('formulas', formulas, setFormulas)}
        </span>
        <IconButton label={t('close')} keys="Escape" onClick={close}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </div>
      {replacing && !formulas && (
        <div>
          <input
            type="text"
            name="by"
            className={styles.field}
            aria-label={t('by')}
            placeholder={t('by')}
            autoComplete="off"
            spellCheck={false}
            value={by}
            onChange={event => setBy(event.target.value)}
          />
          <Button small disabled={text === ''} onClick={() => void replaceOne()}>
            {t('replace')}
          </Button>
          <Button small disabled={text === ''} onClick={() => void replaceAll()}>
            {t('replace-all')}
          </Button>
        </div>
      )}
    </search>
  )
}

function countOf(
  state: ReturnType<typeof useFind>['state'],
  t: (key: 'none' | 'count' | 'count-more' | 'searching', params: Readonly<Record<string, number>>) => string,
): string {
  switch (state.kind) {
    case 'idle':
      return ''
    case 'searching':
      return t('searching', { done: Math.round(state.done * 100) })
    case 'found': {
      const of = state.found.cells.length
      if (of === 0) return t('none', {})
      return t(state.found.more ? 'count-more' : 'count', { at: state.at + 1, of })
    }
  }
}
